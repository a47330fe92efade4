/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* module.h: the one place that calls dlopen (RTLD_NOW | RTLD_LOCAL; never dlclose). */
#pragma once

#include <glib.h>

/* (transfer none) The address of @symbol in the object at @path; the object stays open.
 * Errors: NYSTA_PLUGIN_ERROR_LOAD, NYSTA_PLUGIN_ERROR_SYMBOL. */
const void *nysta_module_symbol (const char *path, const char *symbol, GError **error);

/* (transfer full) The file of the shared library that nysta is running in, or NULL where
 * it is part of a program. */
char *nysta_module_own_library (void);
