/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Exports nothing that nysta looks for. */
int not_a_plugin (void);

__attribute__ ((visibility ("default"))) int
not_a_plugin (void)
{
  return 1;
}
