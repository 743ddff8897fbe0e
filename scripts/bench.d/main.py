"""Runs the measurements, prints them as a table, and says which of them miss their limit."""

import argparse
import json
import os
import subprocess
import sys
import tempfile

import router

# Highest ratio to one signature verification.
VERIFICATIONS = {
    "settle-consecutive": 0.2,
    "settle-scattered": 0.5,
    "submit-consecutive": 2.6,
    "submit-scattered": 2.6,
}
# Reports in a proof.
PROOFS = {"prove-5": 5, "prove-14": 14}
# Highest ratio of a proof's time in a full block to what it cannot do without (ADR 0022).
NEEDED = 1.3
# Highest time for a signature of another kind beside one of sr25519, with which weights are measured.
OTHER_KINDS = 1.1
# How the declared weight of a full block stands to the time that it took: lowest, highest.
DECLARED = (1.0, 1.5)
# Megabytes.
PROGRAM, MEMORY = 4, 12
BLOCKS = [*VERIFICATIONS, *PROOFS]
NAMES = ["verification", "database", *BLOCKS, "router", "reports"]
# Little, but enough for every kind of block.
QUICK_BLOCKS = {"routers": 81_920, "carriers": 320, "repetitions": 1}
QUICK_REPORTS = {"routers": 256, "reports": 20, "seconds": 5}


def limits():
    """Name of each figure with a limit, and the limits of its ratio."""
    bounds = {f"verification-{kind}": (None, OTHER_KINDS) for kind in ("ed25519", "ecdsa")}
    for name, most in VERIFICATIONS.items():
        bounds[name] = bounds[f"{name}-full"] = (None, most)
    for name in PROOFS:
        bounds[f"{name}-needed"] = (None, NEEDED)
    for name in BLOCKS:
        bounds[f"{name}-full-median"] = DECLARED
    bounds["router-program"] = bounds["router-memory"] = (None, 1)
    # Taken in faster than handed in; no more memory than the pool counts.
    bounds["reports-new"] = bounds["reports-forged"] = bounds["reports-memory"] = (None, 1)
    # Hardly later at two peers; one core, and the octets that the benchmark states, for who sends.
    bounds["reports-spread"] = (None, 1.2)
    bounds["reports-spread-cores"] = bounds["reports-spread-memory"] = (None, 1)
    return bounds


def build(name, arguments):
    """Builds the program of this name with cargo, and returns where it is."""
    command = ["cargo", "build", "--locked", "--message-format=json-render-diagnostics", *arguments]
    # In the workspace, wherever this was called: FILE is where the caller means it.
    how = {"cwd": os.environ["CAIRN_ROOT"], "stdout": subprocess.PIPE, "text": True}
    program = None
    with subprocess.Popen(command, **how) as cargo:
        for message in map(json.loads, cargo.stdout):
            if message["reason"] == "compiler-artifact" and message["target"]["name"] == name:
                program = message["executable"] or program
    if cargo.returncode or not program:
        sys.exit(f"error: no {name} came of: {' '.join(command)}")
    return program


def run(name, options, passed, quick, names=()):
    """The figures of one of the node's benchmarks, which is passed these of the options. It measures as
    little as `quick` says where nothing more than that it runs is asked for."""
    chosen = dict(quick) if options.quick else {}
    chosen |= {option: value for option in passed if (value := getattr(options, option)) is not None}
    program = build(name, ["--release", "--workspace", "--bench", name])
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        file = os.path.join(folder, "figures.json")
        command = [program, "--json", file, "--folder", folder]
        for option, value in chosen.items():
            command += [f"--{option}", str(value)]
        if subprocess.run([*command, *names], check=False).returncode:
            sys.exit("error: the measurement failed; its reason stands above")
        with open(file) as figures:
            return json.load(figures)


def needed(figures):
    """Beside each proof's time what it cannot do without, at this machine's own prices."""
    found = {figure["name"]: figure["value"] for figure in figures}
    for name, reports in PROOFS.items():
        if f"{name}-full" not in found:
            continue
        # All that take part: a signature; record, traffic and earnings read, the earnings written.
        routers = reports + 1
        # Once: what the router proved; the cell's record, looked for under two spans; its campaigns; the
        # fine page of density by which it is scaled, and the one in which it is counted. Written: what
        # it proved, the record, the latter page. A block's proofs share the coarse pages.
        reads, writes = 3 * routers + 6, routers + 3
        least = (
            routers * 1e6 / found["verification"]
            + reads * found["database-read"]
            + writes * found["database-write"]
        )
        yield {
            "name": f"{name}-needed",
            "value": least,
            "unit": "µs/proof",
            "compared_with": f"{name}-full ÷ {routers} verifications, {reads} reads, {writes} writes",
            "ratio": found[f"{name}-full"] / least,
        }


def router_figures():
    """The router's program and memory, each beside its aim."""
    program = build("cairn-router", ["--profile", "router", "-p", "cairn-router"])
    try:
        size, memory = router.measure(program)
    except router.RouterError as error:
        sys.exit(f"error: {error}")

    def figure(name, value, aim):
        return {
            "name": name,
            "value": value,
            "unit": "MB",
            "compared_with": f"aim of {aim} MB",
            "ratio": value / aim,
        }

    return [
        figure("router-program", size, PROGRAM),
        figure("router-memory", memory, MEMORY),
    ]


def verdict(bounds, ratio):
    """Whether a ratio keeps its limits, and the limits as text."""
    if bounds is None:
        return True, ""
    least, most = bounds
    text = f"≤ {most:g}" if least is None else f"{least:g} … {most:g}"
    return (least is None or ratio >= least) and ratio <= most, text


def table(figures, bounds):
    """Prints the figures. Returns the names of those that miss their limits."""
    colours = ("BOLD", "GREEN", "RED", "PLAIN")
    bold, green, red, plain = (os.environ.get(name, "") for name in colours)
    widths = (38, 14, 13, 8, 12)
    heads = ("figure", "value", "unit", "ratio", "limit", "beside")
    print(bold + "".join(f"{head:<{w}}" for head, w in zip(heads, widths)) + heads[-1] + plain)
    missed = []
    for figure in figures:
        ratio = figure["ratio"]
        kept, limit = verdict(bounds.get(figure["name"]), ratio)
        if not kept:
            missed.append(figure["name"])
        shown = "" if ratio is None else f"{ratio:.3f}"
        colour = "" if not limit else green if kept else red
        cells = (figure["name"], f"{figure['value']:,.2f}", figure["unit"])
        line = "".join(f"{cell:<{w}}" for cell, w in zip(cells, widths))
        line += f"{colour}{shown:<{widths[3]}}{limit:<{widths[4]}}{plain}"
        print((line + (figure["compared_with"] or "")).rstrip())
    return missed


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    known = ", ".join(NAMES)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these of {known}")
    parser.add_argument("--json", metavar="FILE", help="also write the figures there, as a list")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="only: does everything but the router's program run? Small states, no limits",
    )
    parser.add_argument("--repetitions", type=int, help="blocks of each kind (default 5)")
    parser.add_argument("--routers", type=int, help="registered routers (default 327,680)")
    parser.add_argument("--carriers", type=int, help="carriers with a lane each (default 5,120)")
    parser.add_argument("--runtime", help="another runtime's wasm instead of the one built here")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {known}")
    return options


def main():
    options = parse()
    # The router's program takes a build of its own.
    names = options.names or [name for name in NAMES if not (options.quick and name == "router")]
    figures = []
    if own := [name for name in names if name not in ("router", "reports")]:
        if not set(own).isdisjoint(PROOFS):
            own = [*own, "database"]
        passed = ("routers", "carriers", "repetitions", "runtime")
        figures += run("blocks", options, passed, QUICK_BLOCKS, own)
        figures += needed(figures)
    if "router" in names:
        figures += router_figures()
    if "reports" in names:
        figures += run("reports", options, ("runtime",), QUICK_REPORTS)
    missed = table(figures, {} if options.quick else limits())
    if options.json:
        with open(options.json, "w") as file:
            json.dump(figures, file, indent=2, ensure_ascii=False)
            file.write("\n")
    if missed:
        sys.exit(f"error: beyond the limit: {', '.join(missed)}")


if __name__ == "__main__":
    main()
