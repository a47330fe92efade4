/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says that its class has two bytes. */
#include "toy.h"

static const NystaReader toy_class = { 2, toy_read_all };
NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = { .struct_size = sizeof nysta_plugin,
                                                       .abi = NYSTA_PLUGIN_ABI,
                                                       .id = TOY,
                                                       .kind = NYSTA_KIND_READER,
                                                       .reader = &toy_class };
