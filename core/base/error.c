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
