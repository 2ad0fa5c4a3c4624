#!/usr/bin/env python3
"""Sample the posterior of a few parameters with an affine-invariant ensemble and hold it against the Laplace approximation.

Usage: check_posterior.py [--program build/release/sarx] [--parameters a,b,...] [--steps N] [--walkers N] [--seed S] [--out FILE.md]
Needs emcee (pip install emcee). The program evaluates the density (`sarx calibrate --log-posterior`); the other parameters are held
where the calibration put them, on both sides of the comparison. The same seed gives the same table.
"""
import argparse
import json
import subprocess
import sys

import emcee
import numpy

PARAMETERS = ["disuse_rate", "disuse_early_rate", "disuse_adaptation_time", "disuse_age_log", "unloading_severity.cast",
              "unloading_severity.suspension", "return_rate_below", "memory_rate", "synthesis_disuse_loss", "voluntary_activation_share"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/sarx")
    parser.add_argument("--parameters", default=",".join(PARAMETERS), help="names of calibrated parameters")
    parser.add_argument("--steps", type=int, default=400, help="steps of every walker after the first fifth, which is dropped")
    parser.add_argument("--walkers", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", help="markdown file; standard output where left out")
    return parser.parse_args()


class Density:
    """The log posterior, asked of the program."""

    def __init__(self, options):
        self.process = subprocess.Popen([options.program, "calibrate", "--log-posterior", options.parameters,
                                         "--threads", str(options.threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            sys.exit("check_posterior: the program gave no density")
        self.about = json.loads(line)
        self.names = self.about["parameters"]
        self.centre = numpy.array(self.about["centre"])
        self.covariance = numpy.array(self.about["covariance"]).reshape(len(self.names), -1)

    def __call__(self, points):
        self.process.stdin.write(" ".join(repr(float(x)) for x in points.ravel()) + "\n")
        self.process.stdin.flush()
        return numpy.array([float(x) for x in self.process.stdout.readline().split()])


def main():
    options = arguments()
    density = Density(options)
    count = len(density.names)
    random = numpy.random.RandomState(options.seed)
    start = random.multivariate_normal(density.centre, density.covariance, options.walkers).clip(-3.9, 3.9)
    # Differential evolution moves mix better than stretches in ten dimensions (emcee's own advice).
    sampler = emcee.EnsembleSampler(options.walkers, count, density, vectorize=True,
                                    moves=[(emcee.moves.DEMove(), 0.8), (emcee.moves.DESnookerMove(), 0.2)])
    sampler.random_state = random.get_state()
    burn = options.steps // 4
    sampler.run_mcmc(start, burn + options.steps)
    chain = sampler.get_chain(discard=burn)
    flat = chain.reshape(-1, count)
    time = emcee.autocorr.integrated_time(chain, quiet=True)
    sd = numpy.sqrt(numpy.diag(density.covariance))
    lines = [
        f"{options.walkers} walkers x {options.steps} steps (after {burn} that were dropped), seed {options.seed}; "
        f"{density.about['studies']} studies that these parameters move; acceptance {sampler.acceptance_fraction.mean():.2f}; "
        f"{int(flat.shape[0] / time.max())} to {int(flat.shape[0] / time.min())} independent draws.",
        "",
        "| parameter | Laplace mean | sampled mean | shift, Laplace SD | Laplace SD | sampled SD | ratio | Laplace 90 % | sampled 90 % |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for i, name in enumerate(density.names):
        mean, spread = flat[:, i].mean(), flat[:, i].std(ddof=1)
        low, high = numpy.quantile(flat[:, i], [0.05, 0.95])
        lines.append(f"| {name} | {density.centre[i]:.2f} | {mean:.2f} | {(mean - density.centre[i]) / sd[i]:+.2f} | {sd[i]:.2f} | "
                     f"{spread:.2f} | {spread / sd[i]:.2f} | {density.centre[i] - 1.645 * sd[i]:.2f} to "
                     f"{density.centre[i] + 1.645 * sd[i]:.2f} | {low:.2f} to {high:.2f} |")
    lines += ["", "In prior SDs from the prior."]
    text = "\n".join(lines) + "\n"
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
