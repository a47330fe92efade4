/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A descriptor of another ABI than the manifest says. */
#include "toy.h"

static const NystaReader toy_class = { sizeof toy_class, toy_read_all };
NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = { .struct_size = sizeof nysta_plugin,
                                                       .abi = 99,
                                                       .id = TOY,
                                                       .kind = NYSTA_KIND_READER,
                                                       .reader = &toy_class };
