#!/usr/bin/env python3
"""Fits the weights of ArticleExtractor on pages whose main text was marked.

    fit.py SET... [--refeed COMMAND] [--folds N] [--write FILE]

SET is a folder of NAME.html.gz with truth.json.gz, {NAME: {"url": …, "text": …}}, where "html" may stand for "text".
Without --write it says how well the weights do on pages of sites that they were not fitted on; with it, it fits on all
pages and writes Sources/ArticleExtractor/Evidence/WeightTable.swift.
"""
import argparse, gzip, hashlib, html, json, os, re, subprocess, sys, tempfile

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

from labels import labels, words
from second_look import second_look
from table import swift

# Each question chooses from a third of the evidence: no page's class names are leant on too much.
TREES = dict(learning_rate=0.1, max_iter=90, max_leaf_nodes=12, min_samples_leaf=30, l2_regularization=2.0,
             max_bins=63, max_features=0.3, early_stopping=False, random_state=0)
# Kinds of pages that are no entries of feeds teach less.
KIND_WEIGHTS = {'service': 0.3, 'product': 0.3, 'collection': 0.3, 'listing': 0.3, 'forum': 1.5}


class Page:
    """A page with its blocks: what is known of each, and whether it is of the marked text."""

    def __init__(self, name, truth, extraction):
        self.name = name
        self.site = site(truth.get('url') or '', name)
        blocks = extraction.get('blocks', [])
        self.texts = [b['text'] for b in blocks]
        self.first = numpy.array([b['evidence'] for b in blocks], dtype=numpy.float32)
        self.length = numpy.array([b['length'] for b in blocks], dtype=numpy.float32)
        self.region = numpy.array([b['region'] for b in blocks], dtype=int)
        self.kind = numpy.array([b['kind'] for b in blocks], dtype=int)
        self.path = numpy.array([b['path_kind'] for b in blocks], dtype=int)
        self.regions = numpy.array(extraction.get('regions', []), dtype=int)
        text = truth.get('text') or re.sub(r'<[^>]*>', ' ', html.unescape(truth.get('html', '')))
        self.isText = (numpy.array(labels(self.texts, text)) > 0.5).astype(int)
        weight = numpy.minimum((self.length + 1) / (len(words(text)) + 20), 0.5)
        self.weight = weight * KIND_WEIGHTS.get(truth.get('kind'), 1)


def site(url, name):
    """What pages of one site have in common: they must not be fitted and tested on both."""
    host = re.search(r'//([^/:]+)', url)
    if not host or '.' not in host.group(1) or host.group(1) == 'example.org':
        return name
    parts = host.group(1).split('.')
    return '.'.join(parts[-(3 if len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2 else 2):])


def read(folder, command):
    truth = json.loads(gzip.open(os.path.join(folder, 'truth.json.gz')).read())
    for name, marked in truth.items():
        with tempfile.NamedTemporaryFile(suffix='.html') as file:
            file.write(gzip.open(os.path.join(folder, name + '.html.gz')).read())
            file.flush()
            run = command.split() + ['extract', file.name, '--explain', '--to', 'json', '--url',
                                     marked.get('url') or 'https://example.org/']
            output = subprocess.run(run, capture_output=True).stdout
        extraction = json.loads(output or b'{}')
        if extraction.get('blocks'):
            yield Page(name, marked, extraction)


def fitted(pages, evidence):
    """Trees for the evidence that a function gives of a page."""
    x = numpy.concatenate([evidence(p) for p in pages])
    y = numpy.concatenate([p.isText for p in pages])
    weight = numpy.concatenate([p.weight for p in pages])
    # Most blocks of most pages are short links; a fifth of them teaches as much.
    easy = (x[:, 1] > 0.8) & (x[:, 0] < 3) & (y == 0)
    chosen = ~easy | (numpy.random.RandomState(1).rand(len(y)) < 0.2)
    weight = numpy.where(easy, weight * 5, weight)
    return HistGradientBoostingClassifier(**TREES).fit(x[chosen], y[chosen], sample_weight=weight[chosen])


def out_of_fold(pages, evidence, folds):
    """For each page, what trees say of it that were fitted on other sites."""
    fold = lambda p: int(hashlib.md5(p.site.encode()).hexdigest(), 16) % folds
    result = {}
    for k in range(folds):
        trees = fitted([p for p in pages if fold(p) != k], evidence)
        for p in pages:
            if fold(p) == k:
                result[p] = trees.predict_proba(evidence(p))[:, 1]
    return result


def report(pages, likelihoods):
    """F1 over the words of blocks, the mean over pages."""
    scores = []
    for p in pages:
        kept = likelihoods[p] > 0.45
        both = float((p.length * (kept & (p.isText == 1))).sum())
        all_kept, all_text = float((p.length * kept).sum()), float((p.length * (p.isText == 1)).sum())
        scores.append(2 * both / (all_kept + all_text) if all_kept + all_text else 1.0)
    print(f'{len(pages)} pages, F1 {numpy.mean(scores):.4f}, median {numpy.median(scores):.4f}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('sets', nargs='+')
    parser.add_argument('--refeed', default='.build/release/refeed')
    parser.add_argument('--folds', type=int, default=4)
    parser.add_argument('--write')
    options = parser.parse_args()
    pages = [p for s in options.sets for p in read(s, options.refeed)]
    first = out_of_fold(pages, lambda p: p.first, options.folds)
    second = {p: numpy.concatenate([p.first, second_look(p, first[p])], axis=1) for p in pages}
    report(pages, first)
    if not options.write:
        report(pages, out_of_fold(pages, second.get, options.folds))
        return
    with open(options.write, 'w') as file:
        file.write(swift(fitted(pages, lambda p: p.first), fitted(pages, second.get)))


if __name__ == '__main__':
    main()
