/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* load-oxigraph.cjs FOLDER FILE: load FILE into a store of the Oxigraph in FOLDER. Piece by
 * piece, since no string is longer than 512 MiB; a blank node would be cut at the seams. */
const fs = require ('fs');
const path = require ('path');

function load (folder, file)
{
  const { Store } = require (path.resolve (folder, 'node_modules', 'oxigraph'));
  const format = file.endsWith ('.nq') ? 'application/n-quads' : 'application/n-triples';
  const store = new Store ();
  const input = fs.openSync (file);
  const piece = Buffer.alloc (64 * 1024 * 1024);
  let rest = 0;

  for (;;)
    {
      const read = fs.readSync (input, piece, rest, piece.length - rest);
      const end = read === 0 ? rest : piece.lastIndexOf (10, rest + read - 1) + 1;

      if (end > 0)
        store.load (piece.toString ('utf8', 0, end), { format, no_transaction: true });
      if (read === 0)
        break;
      piece.copyWithin (0, end, rest + read);
      rest = rest + read - end;
    }
  return store;
}

module.exports = { load };
if (require.main === module)
  process.stderr.write (`${load (...process.argv.slice (2)).size} statements\n`);
