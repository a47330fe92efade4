/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls itself otherwise than its manifest. */
#include "toy.h"

static const NystaReader toy_class = { sizeof toy_class, toy_read_all };
NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = { .struct_size = sizeof nysta_plugin,
                                                       .abi = NYSTA_PLUGIN_ABI,
                                                       .id = "somebody-else",
                                                       .kind = NYSTA_KIND_READER,
                                                       .reader = &toy_class };
