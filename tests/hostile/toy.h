/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* toy.h: what the misbehaving plugins share: the descriptor. TOY is the plugin's id. */
#pragma once

#include "nysta-plugin.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define TOY_READER(function)                                                               \
  static const NystaReader toy_class = { sizeof toy_class, function };                     \
  NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {                                   \
    .struct_size = sizeof nysta_plugin,                                                    \
    .abi = NYSTA_PLUGIN_ABI,                                                               \
    .id = TOY,                                                                             \
    .kind = NYSTA_KIND_READER,                                                             \
    .reader = &toy_class                                                                   \
  };

#define TOY_EXTRACTOR(function)                                                            \
  static const NystaExtractor toy_class = { sizeof toy_class, function };                  \
  NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {                                   \
    .struct_size = sizeof nysta_plugin,                                                    \
    .abi = NYSTA_PLUGIN_ABI,                                                               \
    .id = TOY,                                                                             \
    .kind = NYSTA_KIND_EXTRACTOR,                                                          \
    .extractor = &toy_class                                                                \
  };

#define TOY_SOURCE(list_function, fetch_function)                                          \
  static const NystaSource toy_class = { sizeof toy_class, list_function,                  \
                                         fetch_function };                                 \
  NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {                                   \
    .struct_size = sizeof nysta_plugin,                                                    \
    .abi = NYSTA_PLUGIN_ABI,                                                               \
    .id = TOY,                                                                             \
    .kind = NYSTA_KIND_SOURCE,                                                             \
    .source = &toy_class                                                                   \
  };

/* Reads like an honest reader: the bytes are the text, one paragraph. */
static inline NystaStatus
toy_read_all (const NystaReaderHost *host, const NystaInput *input)
{
  NystaBlock block = { .kind = NYSTA_BLOCK_PARAGRAPH, .end = (uint32_t) input->n_bytes };
  NystaStatus status = host->text (host, (const char *) input->data, input->n_bytes);

  if (status == NYSTA_OK && input->n_bytes > 0)
    status = host->block (host, &block);
  return status;
}
