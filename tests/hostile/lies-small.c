/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says that its descriptor has eight bytes. */
#include "toy.h"

static const NystaReader toy_class = { sizeof toy_class, toy_read_all };
NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = { .struct_size = 8,
                                                       .abi = NYSTA_PLUGIN_ABI,
                                                       .id = TOY,
                                                       .kind = NYSTA_KIND_READER,
                                                       .reader = &toy_class };
