# Debian packages of sarx; sourced by ./run and ./test. Installs only what is missing, and only then asks the network.
build_packages=(build-essential cmake ninja-build ccache python3 python3-yaml libyaml-cpp-dev nlohmann-json3-dev
  libcli11-dev libfmt-dev libceres-dev libgtest-dev librapidcheck-dev libsundials-dev
  python3-venv libcpp-httplib-dev pkgconf)
bench_packages=(libbenchmark-dev)
check_packages=(clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14 libomp-14-dev)

# Ask dpkg once for all packages: a second run must start at once.
install_packages() {
  local missing
  missing=$(comm -13 <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^ii  *//p' | sort -u) <(printf '%s\n' "$@" | sort -u))
  [ -z "$missing" ] && return 0
  echo "installing:" $missing >&2
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  {
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
  } >&2
}

# Parquet: Apache Arrow's C++ libraries come with the pyarrow wheel, in the project's own .venv. Without a network the
# program is built without Parquet.
install_pyarrow() {
  compgen -G ".venv/lib/python3*/site-packages/pyarrow/libparquet.so.*" > /dev/null && return 0
  echo "installing: pyarrow (in .venv)" >&2
  { [ -x .venv/bin/pip ] || python3 -m venv .venv; } >&2 && .venv/bin/pip install -q pyarrow >&2 ||
    echo "pyarrow is not to be had: building without Parquet" >&2
}

# Configure once, then build the given targets; everything it says goes to stderr.
build() {
  export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}  # for precompiled headers
  local preset=$1
  shift
  # CMake takes the first python3 of the PATH, which may lack PyYAML; Debian's has it.
  local python=()
  python3 -c 'import yaml' 2>/dev/null || python=(-DPython3_EXECUTABLE=/usr/bin/python3)
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" "${python[@]}" >&2
  fi
  cmake --build --preset "$preset" "$@" >&2
}
