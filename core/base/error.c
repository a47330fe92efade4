/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"

G_DEFINE_QUARK (nysta - io - error - quark, nysta_io_error)
G_DEFINE_QUARK (nysta - rdf - error - quark, nysta_rdf_error)
G_DEFINE_QUARK (nysta - store - error - quark, nysta_store_error)
G_DEFINE_QUARK (nysta - sparql - error - quark, nysta_sparql_error)
G_DEFINE_QUARK (nysta - manifest - error - quark, nysta_manifest_error)
G_DEFINE_QUARK (nysta - plugin - error - quark, nysta_plugin_error)
G_DEFINE_QUARK (nysta - wire - error - quark, nysta_wire_error)
G_DEFINE_QUARK (nysta - config - error - quark, nysta_config_error)
G_DEFINE_QUARK (nysta - identity - error - quark, nysta_identity_error)

#define MAX_MESSAGE_LETTERS 400

char *
nysta_error_make_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_letters = 0;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (n_letters++ == MAX_MESSAGE_LETTERS)
        {
          g_string_append (out, "…");
          break;
        }
      g_string_append_unichar (out, g_unichar_iscntrl (u) ? 0xFFFD : u);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
