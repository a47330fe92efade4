/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * ask.cjs: queries to another engine, each again and again. Prints a line for each:
 * NAME TAB MEDIAN SECONDS TAB ROWS, or NAME TAB failed TAB why. Answers come as $BENCH_RESULTS
 * says, json or csv; graphs as N-Triples.
 *
 *   ask.cjs oxigraph FOLDER FILE.nt QUERY.rq…     in this process, FILE loaded first
 *   ask.cjs virtuoso PORT GRAPH QUERY.rq…         over HTTP, by one connection that is kept;
 *                                                 less what an empty query takes
 */
const fs = require ('fs');
const http = require ('http');
const path = require ('path');
const [engine, where, what, ...files] = process.argv.slice (2);
const results = process.env.BENCH_RESULTS === 'csv' ? 'text/csv' : 'application/sparql-results+json';
const enough_seconds = 1.5, min_runs = 3, max_runs = 201;

async function open_oxigraph ()
{
  const { load } = require ('./load-oxigraph.cjs');
  const store = load (where, what);
  return async (text, is_graph) =>
    store.query (text, { results_format: is_graph ? 'application/n-triples' : results });
}

async function open_virtuoso ()
{
  const agent = new http.Agent ({ keepAlive: true, maxSockets: 1 });
  return (text, is_graph) => new Promise ((resolve, reject) => {
    const body = new URLSearchParams ({ query: text, 'default-graph-uri': what }).toString ();
    const request = http.request (
      { host: '127.0.0.1', port: where, path: '/sparql', method: 'POST', agent,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded',
                   'Content-Length': Buffer.byteLength (body),
                   Accept: is_graph ? 'text/plain' : results } },
      (response) => {
        const parts = [];
        response.on ('data', (part) => parts.push (part));
        response.on ('end', () => {
          const answer = Buffer.concat (parts).toString ('utf8');
          if (response.statusCode === 200)
            resolve (answer);
          else
            reject (new Error (`${response.statusCode} ${answer.slice (0, 200)}`));
        });
      });
    request.on ('error', reject);
    request.end (body);
  });
}

function count_rows (answer, is_graph)
{
  if (!is_graph && results !== 'text/csv')
    return JSON.parse (answer).results.bindings.length;
  const lines = answer.split ('\n').filter ((line) => line !== '' && !line.startsWith ('#'));
  return lines.length - (is_graph ? 0 : 1);
}

/* Median seconds and how many rows came. */
async function measure (ask, text)
{
  const is_graph = /^\s*(CONSTRUCT|DESCRIBE)\b/im.test (text);
  const begin = process.hrtime.bigint ();
  const since = (start) => Number (process.hrtime.bigint () - start) / 1e9;
  const took = [];
  let answer = await ask (text, is_graph);
  while (took.length < max_runs && (took.length < min_runs || since (begin) < enough_seconds))
    {
      const start = process.hrtime.bigint ();
      answer = await ask (text, is_graph);
      took.push (since (start));
      if (since (begin) > 60)
        break;
    }
  took.sort ((a, b) => a - b);
  return { seconds: took[took.length >> 1], rows: count_rows (answer, is_graph) };
}

async function main ()
{
  const ask = await (engine === 'oxigraph' ? open_oxigraph () : open_virtuoso ());
  const nothing = engine === 'virtuoso' ? (await measure (ask, 'SELECT * { }')).seconds : 0;

  if (engine === 'virtuoso')
    console.log (`empty\t${nothing.toFixed (7)}\t1`);
  for (const file of files)
    {
      const name = path.basename (file, '.rq');
      try
        {
          const { seconds, rows } = await measure (ask, fs.readFileSync (file, 'utf8'));
          console.log (`${name}\t${Math.max (seconds - nothing, 1e-6).toFixed (7)}\t${rows}`);
        }
      catch (error)
        {
          console.log (`${name}\tfailed\t${String (error).replace (/\s+/g, ' ').slice (0, 120)}`);
        }
    }
  process.exit (0);
}
main ();
