/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Is a reader with an extractor's class. */
#include "toy.h"

static const NystaExtractor toy_class = { sizeof toy_class, NULL };
NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = { .struct_size = sizeof nysta_plugin,
                                                       .abi = NYSTA_PLUGIN_ABI,
                                                       .id = TOY,
                                                       .kind = NYSTA_KIND_READER,
                                                       .extractor = &toy_class };
