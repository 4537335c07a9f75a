"""Decision trees as the text that `BoostedTrees` reads."""


def number(value, digits=4):
    return f'{float(value):.{digits}g}'.replace('e+0', 'e').replace('e-0', 'e-')


def parts(model):
    """The base, then each tree from its root: a question as `feature:value`, a leaf as its weight."""
    result = [number(model._baseline_prediction.ravel()[0])]
    for iteration in model._predictors:
        nodes = iteration[0].nodes
        waiting = [0]
        while waiting:
            node = nodes[waiting.pop()]
            if node['is_leaf']:
                result.append(number(node['value']))
            else:
                result.append(f"{node['feature_idx']}:{number(node['num_threshold'], 6)}")
                waiting += [node['right'], node['left']]
    return result


def lines(items):
    line = ''
    for item in items:
        if len(line) + len(item) + 1 > 94:
            yield '    ' + line
            line = ''
        line = f'{line} {item}'.strip()
    yield '    ' + line


def swift(first, second):
    def literal(model):
        return '"""\n' + '\n'.join(lines(parts(model))) + '\n    """'

    return f'''// Written by Scripts/article/fit.py: change that, not this.

/// The weights, as decision trees: see ``BoostedTrees``.
enum WeightTable {{
  static let first: StaticString = {literal(first)}

  static let second: StaticString = {literal(second)}
}}
'''
