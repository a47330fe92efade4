# A Virtuoso of the benchmark's own: on loopback, with its own configuration and database.
# To be sourced. What it starts it stops, also when the benchmark is interrupted.
# SPDX-License-Identifier: LGPL-2.1-or-later

virtuoso_pid=
virtuoso_port=${BENCH_VIRTUOSO_PORT-21111}
virtuoso_http_port=$((virtuoso_port + 1))

virtuoso_here () { command -v virtuoso-t >/dev/null && command -v isql-vt >/dev/null; }

# isql COMMANDS
isql () { isql-vt "127.0.0.1:$virtuoso_port" dba dba VERBOSE=OFF "exec=$1" </dev/null; }

# virtuoso_start FOLDER DATA-FOLDER
virtuoso_start () {
  mkdir -p "$1"
  cat >"$1/virtuoso.ini" <<END2
[Database]
DatabaseFile = $1/virtuoso.db
ErrorLogFile = $1/virtuoso.log
LockFile = $1/virtuoso.lck
TransactionFile = $1/virtuoso.trx
xa_persistent_file = $1/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = $1/virtuoso-temp.db
TransactionFile = $1/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:$virtuoso_port
DirsAllowed = $2
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
ServerThreads = 10
CheckpointInterval = 0
DefaultIsolation = 2
[HTTPServer]
ServerPort = 127.0.0.1:$virtuoso_http_port
ServerThreads = 4
KeepAliveTimeout = 60
MaxKeepAlives = 10
END2
  virtuoso-t +foreground +wait +configfile "$1/virtuoso.ini" >"$1/out" 2>&1 &
  virtuoso_pid=$!
  virtuoso_tries=0
  until isql 'status ();' >/dev/null 2>&1; do
    virtuoso_tries=$((virtuoso_tries + 1))
    if [ $virtuoso_tries -gt 120 ] || ! kill -0 "$virtuoso_pid" 2>/dev/null; then
      virtuoso_stop
      return 1
    fi
    sleep 0.5
  done
}

# What virtuoso_load takes, as a command to be measured: FILE GRAPH
virtuoso_loader () {
  echo "ld_dir ('$(dirname "$1")', '$(basename "$1")', '$2'); rdf_loader_run (); checkpoint;"
}

virtuoso_stop () {
  [ -n "$virtuoso_pid" ] || return 0
  isql 'shutdown;' >/dev/null 2>&1 || :
  virtuoso_tries=0
  while kill -0 "$virtuoso_pid" 2>/dev/null && [ $virtuoso_tries -lt 60 ]; do
    virtuoso_tries=$((virtuoso_tries + 1))
    sleep 0.5
  done
  kill -KILL "$virtuoso_pid" 2>/dev/null || :
  wait "$virtuoso_pid" 2>/dev/null || :
  virtuoso_pid=
}
