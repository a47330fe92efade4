/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* writer-names.h: IRIs as `prefix:local`, for writers. Only writers include it. */
#pragma once

#include <glib.h>

/* The bit of the prefix that shortens @iri, or 0; then @out_prefix and @out_local say how.
 * Whether both halves of the name are legal is checked. @base: the store's, or NULL. */
guint64 nysta_writer_name (const char *iri, const char *base, const char **out_prefix,
                           const char **out_local);

/* The bits of those prefixes that are spelt like the scheme of @iri: JSON-LD would take it
 * for a shortened one where they are declared. */
guint64 nysta_writer_name_clash (const char *iri, const char *base);

/* Tell of each prefix in @mask, in a fixed order. */
typedef void (*NystaWriterPrefixFunc) (const char *prefix, const char *iri,
                                       gpointer user_data);
void nysta_writer_each_prefix (guint64 mask, const char *base, NystaWriterPrefixFunc func,
                               gpointer user_data);
