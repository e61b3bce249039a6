"""What is changed in ODK's engine before it is made small: the same results with less work. Each change says why.

Every `old` stands exactly once in the version that `package.json` names; with another version the build stops here, and each
change is looked at again (`tests/browser/test_engine.py` holds both against each other, `test_filling_large.py` shows what they are worth).
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

EDITION = 1
"""Counted up with every change of what stands here: browsers keep the engine for ever under its address."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the engine and what stands in its place."""

    why: str
    old: str
    new: str


class Moved(RuntimeError):
    """The engine is another one than that which the changes were made for."""


CHANGES = (
    Change(
        "The whole form was written out as text again after it was read; nobody reads that text.",
        "      normalizedXML = xformDocument.documentElement.outerHTML;\n",
        "      normalizedXML = sourceXML;\n",
    ),
    Change(
        "A child by its plain name is found by looking at the children, without a selector that looks at all that stands below.",
        """\
const getScopedElement = (() => {
""",
        """\
const PLAIN = /^[a-z]+$/;
const getScopedElement = (() => {
  return (lookup, contextNode) => {
    const { unscopedSelector } = lookup;
    if (!PLAIN.test(unscopedSelector)) {
      return getScopedElementBySelector(lookup, contextNode);
    }
    for (let child = contextNode.firstElementChild; child != null; child = child.nextElementSibling) {
      if (child.localName === unscopedSelector) {
        return child;
      }
    }
    return null;
  };
})();
const getScopedElementBySelector = (() => {
""",
    ),
    Change(
        "The names of namespaces were looked up anew, and kept for ever, each time that a formula was worked out: their store was asked"
        " by a function that was made a moment before.",
        """\
    return new this(
      domProvider,
      rootNode,
      referenceNode ?? null,
      contextResolver
    );
  }
  contextResolver;""",
        """\
    if (contextResolver != null || referenceNode !== rootNode) {
      return new this(domProvider, rootNode, referenceNode ?? null, contextResolver);
    }
    const kept = this.ofDocuments.get(rootNode);
    if (kept?.domProvider === domProvider) {
      return kept;
    }
    const made = new this(domProvider, rootNode, referenceNode, contextResolver);
    this.ofDocuments.set(rootNode, made);
    return made;
  }
  static ofDocuments = new WeakMap();
  contextResolver;""",
    ),
    Change(
        "What works a formula out holds nothing of one time: it is made once for each formula.",
        "    const expr = createExpression(tree.rootNode);\n",
        "    const expr = (tree.expression ??= createExpression(tree.rootNode));\n",
    ),
    Change(
        "The same for what stands in brackets.",
        "        const predicateExpression = createExpression(predicateExpressionNode);\n",
        "        const predicateExpression = (predicateExpressionNode.expression ??= createExpression(predicateExpressionNode));\n",
    ),
    Change(
        "Whether a formula is a constant is found out once for each formula, not for each place where it stands.",
        "const findConstantExpressionNode = (expression) => {\n",
        """\
const constantExpressionNodes = new Map();
const findConstantExpressionNode = (expression) => {
  let node = constantExpressionNodes.get(expression);
  if (node === undefined) {
    node = findConstantExpressionNodeOf(expression);
    constantExpressionNodes.set(expression, node);
  }
  return node;
};
const findConstantExpressionNodeOf = (expression) => {
""",
    ),
    Change(
        "A way of plain names from the top is its own resolution.",
        "  const referenceNode = getPathExpressionNode(reference);\n",
        """\
  if (/^(?:\\/[A-Za-z_][\\w.-]*)+$/.test(reference)) {
    return reference;
  }
  const referenceNode = getPathExpressionNode(reference);
""",
    ),
    Change(
        "What never changes is read without a computation that waits for a change: `fixed` knows those readers.",
        "const createComputedExpression = (context, dependentExpression, options = {}) => {\n",
        """\
const fixed = new WeakSet();
const always = (value) => {
  const read = () => value;
  fixed.add(read);
  return read;
};
const constantValues = new Map();
const createComputedExpression = (context, dependentExpression, options = {}) => {
  if (dependentExpression.resultType !== "nodes" && isConstantExpression(dependentExpression.expression)) {
    const { expression, resultType } = dependentExpression;
    const name = resultType + expression;
    if (!constantValues.has(name)) {
      constantValues.set(name, untrack(expressionEvaluator(context.evaluator, resultType, expression, { contextNode: context.contextNode })));
    }
    return always(constantValues.get(name));
  }
""",
    ),
    Change(
        "The page's copy of what never changes needs no watch.",
        """\
    getPropertyKeys(initialState).forEach((key) => {
      createComputed(() => {
""",
        """\
    getPropertyKeys(initialState).forEach((key) => {
      const { get } = Object.getOwnPropertyDescriptor(engineState, key);
      if (get === undefined || fixed.has(get)) {
        return;
      }
      createComputed(() => {
""",
    ),
    Change(
        "A question that is always asked, in a group that is always asked, is never hidden; and so for what is never locked.",
        """\
    this.isRequired = createComputedExpression(this, required, {
      defaultValue: false
    });
  }
  /**
   * Partial""",
        """\
    this.isRequired = createComputedExpression(this, required, {
      defaultValue: false
    });
    if (parent.root === parent || fixed.has(parent.isReadonly)) {
      if (fixed.has(this.isSelfReadonly)) fixed.add(this.isReadonly);
    }
    if (parent.root === parent || fixed.has(parent.isRelevant)) {
      if (fixed.has(this.isSelfRelevant)) fixed.add(this.isRelevant);
    }
  }
  /**
   * Partial""",
    ),
    Change(
        "What is never hidden shows its value as it is.",
        """\
    const [getRelevantValue, setValue] = baseValueState;
""",
        """\
    const [getRelevantValue, setValue] = baseValueState;
    if (fixed.has(context.isRelevant) && context.isRelevant()) {
      return [getRelevantValue, setValue];
    }
""",
    ),
    Change(
        "Where nothing can be wrong, nothing is watched.",
        """\
const createComputedViolation = (scope, validateCondition) => {
""",
        """\
const noViolation = always(null);
fixed.add(constraintValid);
fixed.add(requiredValid);
const createComputedViolation = (scope, validateCondition) => {
  if (fixed.has(validateCondition)) {
    return noViolation;
  }
""",
    ),
    Change(
        "The same for both together.",
        """\
    const violation = createMemo(() => {
      return constraintViolation() ?? requiredViolation();
    });
""",
        """\
    const violation = constraintViolation === noViolation ? requiredViolation : createMemo(() => {
      return constraintViolation() ?? requiredViolation();
    });
""",
    ),
    Change(
        "Words in which nothing has to be worked out stay as they are.",
        """\
const createTextRange = (context, role, definition) => {
""",
        """\
const createTextRange = (context, role, definition) => {
  if (definition.chunks.every((chunk) => chunk.source === "literal")) {
    const { chunks, mediaSources } = createTextChunks(context, definition);
    return always(new TextRange(role, chunks, mediaSources));
  }
""",
    ),
    Change(
        "So does a list of such words.",
        """\
    return createMemo(() => {
      return labeledItems.map((item) => item());
    });
""",
        """\
    if (items.every(({ label }) => label == null || label.chunks.every((chunk) => chunk.source === "literal"))) {
      return always(labeledItems.map((item) => item()));
    }
    return createMemo(() => {
      return labeledItems.map((item) => item());
    });
""",
    ),
    Change(
        "No label is no label for good.",
        """\
  const labelDefinition = definition.bodyElement?.label ?? null;
  if (labelDefinition == null) {
    return () => null;
  }
""",
        """\
  const labelDefinition = definition.bodyElement?.label ?? null;
  if (labelDefinition == null) {
    return always(null);
  }
""",
    ),
    Change(
        "No hint is no hint for good.",
        """\
  const hintDefinition = definition.bodyElement?.hint ?? null;
  if (hintDefinition == null) {
    return () => null;
  }
""",
        """\
  const hintDefinition = definition.bodyElement?.hint ?? null;
  if (hintDefinition == null) {
    return always(null);
  }
""",
    ),
    Change(
        "A list that no answer cuts down, with its words beside its choices, is read once for all questions that share it.",
        """\
const createItemset = (control, itemset) => {
""",
        """\
const PLAIN_NAME = /^[A-Za-z_][\\w.-]*$/;
const WHOLE_LIST = /^instance\\('[^']+'\\)\\/root\\/item$/;
const wholeLists = new WeakMap();
const kindredLists = new WeakMap();
const childElementsOf = (node) => node.getXPathChildNodes().filter((child) => child.nodeType === "static-element");
const childText = (children, name) => children.find((child) => child.qualifiedName.localName === name)?.getXPathValue() ?? "";
const readWholeList = (control, nodes, value, label) => nodes.map((node) => {
  const children = childElementsOf(node);
  const chunk = new TextChunk(control.rootDocument, "reference", childText(children, label));
  return {
    label: new TextRange("item-label", [chunk], {}),
    value: childText(children, value),
    properties: children.map((child) => [child.qualifiedName.localName, child.getXPathValue()])
  };
});
const createWholeList = (control, itemset) => {
  const { expression } = itemset.nodes;
  const value = itemset.value.expression;
  const [label, more] = itemset.label?.chunks ?? [];
  const plain = label?.source === "reference" && more == null && PLAIN_NAME.test(label.expression) && PLAIN_NAME.test(value);
  if (!plain || !WHOLE_LIST.test(expression)) {
    return null;
  }
  const lists = wholeLists.get(control.rootDocument) ?? new Map();
  wholeLists.set(control.rootDocument, lists);
  const name = `${expression} ${value} ${label.expression}`;
  if (!lists.has(name)) {
    const nodes = untrack(() => control.evaluator.evaluateNodes(expression, { contextNode: control.contextNode }));
    const isStatic = nodes.every((node) => node.nodeType === "static-element");
    lists.set(name, isStatic ? always(readWholeList(control, nodes, value, label.expression)) : null);
  }
  return lists.get(name);
};
const createItemset = (control, itemset) => {
  const whole = createWholeList(control, itemset);
  if (whole != null) {
    return whole;
  }
""",
    ),
    Change(
        "Whether a list has pictures, and which choice a code is, is known once for each list that never changes.",
        """\
    const isSelectWithImages = this.scope.runTask(() => {
      return createMemo(() => valueOptions().some((item) => !!item.label.imageSource));
    });
    const mapOptionsByValue = this.scope.runTask(() => {
      return createMemo(() => {
""",
        """\
    const kindred = fixed.has(valueOptions) ? kindredLists.get(valueOptions) ?? {
      images: always(valueOptions().some((item) => !!item.label.imageSource)),
      byValue: always(new Map(valueOptions().map((item) => [item.value, item])))
    } : null;
    if (kindred != null) {
      kindredLists.set(valueOptions, kindred);
    }
    const isSelectWithImages = kindred?.images ?? this.scope.runTask(() => {
      return createMemo(() => valueOptions().some((item) => !!item.label.imageSource));
    });
    const mapOptionsByValue = kindred?.byValue ?? this.scope.runTask(() => {
      return createMemo(() => {
""",
    ),
    Change(
        "In a list that an answer cuts down, code and words of a choice are read beside it, not by formulas.",
        """\
          const context = new ItemsetItemEvaluationContext(control, itemNode);
          const value = createComputedExpression(context, itemset.value, {
            defaultValue: ""
          });
          const label = createItemsetItemLabel(context, itemset, value);
          const nodeElements = itemNode.getXPathChildNodes().filter((node) => node.nodeType === "static-element");
""",
        """\
          const context = new ItemsetItemEvaluationContext(control, itemNode);
          const nodeElements = childElementsOf(itemNode);
          const read = ({ expression }) =>
            itemNode.nodeType === "static-element" && PLAIN_NAME.test(expression) ? always(childText(nodeElements, expression)) : null;
          const value = read(itemset.value) ?? createComputedExpression(context, itemset.value, {
            defaultValue: ""
          });
          const [chunk, more] = itemset.label?.chunks ?? [];
          const words = chunk?.source === "reference" && more == null ? read(chunk) : null;
          const label = words != null
            ? always(new TextRange("item-label", [new TextChunk(context, "reference", words())], {}))
            : createItemsetItemLabel(context, itemset, value);
""",
    ),
    Change(
        "What a choice says beside its code and words is read too.",
        """\
            return [expression.toString(), createComputedExpression(context, expression)];
""",
        """\
            return [expression.toString(), read(expression) ?? createComputedExpression(context, expression)];
""",
    ),
    Change(
        "The rows of the form that say what a question may hold are found without a formula for each.",
        """\
    let binds = evaluator.evaluateNodes(
      "./xf:bind[@nodeset]",
      {
        contextNode: model
      }
    );
    const setValues = evaluator.evaluateNodes(
      `./xf:${SET_VALUE_LOCAL_NAME}[@event]`,
      {
        contextNode: model
      }
    );
""",
        """\
    const rows = (name, attribute) => Array.from(model.children).filter((child) => {
      return child.localName === name && child.namespaceURI === XFORMS_NAMESPACE_URI && child.hasAttribute(attribute);
    });
    let binds = rows("bind", "nodeset");
    const setValues = rows(SET_VALUE_LOCAL_NAME, "event");
""",
    ),
    Change(
        "The functions of sums over texts are made ready when a form asks for one.",
        """\
var cryptoJsExports = requireCryptoJs();
""",
        """\
var cryptoJsExports = Object.fromEntries(["MD5", "SHA1", "SHA256", "SHA384", "SHA512"].map((name) => {
  return [name, (text) => requireCryptoJs()[name](text)];
}));
""",
    ),
    Change(
        "A way from the top, or into a list, is not read together with the question where it stands.",
        """\
  const contextNode = contextReference == null ? null : getPathExpressionNode(contextReference);
""",
        """\
  const { type } = referenceNode;
  const fromTheTop = type === "absolute_location_path" || type === "filter_path_expr" && !isCurrentPath(referenceNode);
  const contextNode = contextReference == null || fromTheTop ? null : getPathExpressionNode(contextReference);
""",
    ),
    Change(
        "What stands in a group stands there once the group has its children: nobody looks for it among them.",
        """\
    this.isAttachedDescendant = this.scope.runTask(() => {
""",
        """\
    const isOfOnePiece = ["group", "root", "repeat-instance"].includes(parent.nodeType) && definition.type !== "attribute";
    this.isAttachedDescendant = isOfOnePiece ? () => parent.getChildren().length > 0 : this.scope.runTask(() => {
""",
    ),
)


COMPILED = re.compile(r'^const (xpathLanguage|webTreeSitter) = "data:application/wasm;base64,([^"]+)";$', re.MULTILINE)
"""The parser of formulas and its grammar, which stand in the engine as letters."""


def unpacked(source: str) -> tuple[str, dict[str, bytes]]:
    """The engine without the compiled code in it, and that code as files beside it: browsers read those faster, and keep them compiled."""
    files = {f"{name}.wasm": base64.b64decode(code) for name, code in COMPILED.findall(source)}
    if len(files) != 2:
        raise Moved("The engine of forms is another one: its compiled code is not where it was.")
    return COMPILED.sub(r'const \1 = new URL("\1.wasm", import.meta.url).href;', source), files


def changed(source: str, changes: tuple[Change, ...] = CHANGES) -> str:
    """The engine with the changes. Raises Moved where a piece does not stand in it exactly once."""
    for change in changes:
        if source.count(change.old) != 1:
            raise Moved(f"The engine of forms is another one, look at tools/engine_changes.py: {change.why}")
        source = source.replace(change.old, change.new)
    return source
