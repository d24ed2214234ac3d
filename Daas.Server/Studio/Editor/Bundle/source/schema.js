// What may stand at a place, told by the JSON Schema of the scripts ("daas schema").

/** The alternatives of some schemas, references followed. */
function flat(schema, nodes, seen = new Set()) {
  const all = [];
  for (const node of nodes) {
    if (!node || seen.has(node)) continue;
    seen.add(node);
    if (node.$ref) all.push(...flat(schema, [schema.$defs[node.$ref.split('/').pop()]], seen));
    else if (node.anyOf || node.oneOf) all.push(...flat(schema, node.anyOf ?? node.oneOf, seen));
    else all.push(node);
  }
  return all;
}

// The alternatives that know most of the keys given, so that one wrong word among them ends no help.
function narrowed(nodes, keys) {
  const maps = nodes.filter(n => n.properties || typeof n.additionalProperties === 'object');
  const known = maps.map(n => keys.filter(k => n.properties?.[k] || typeof n.additionalProperties === 'object').length);
  return maps.filter((_, i) => known[i] === Math.max(...known));
}

/** What may stand where a path leads. */
export function at(schema, path) {
  let nodes = flat(schema, [schema.$ref ? { $ref: schema.$ref } : schema]);
  for (const step of path) {
    const inner = step.item
      ? nodes.map(n => n.items)
      : narrowed(nodes, (step.beside ?? []).filter(k => k !== step.key))
        .map(n => n.properties?.[step.key] ?? (typeof n.additionalProperties === 'object' ? n.additionalProperties : null));
    nodes = flat(schema, inner.filter(Boolean));
  }
  return nodes;
}

/** The keys that may be written beside others: { name, node, about, required }. Where a list of alternatives begins, those that name one come alone. */
export function keysOf(schema, nodes, beside) {
  const maps = narrowed(nodes, beside);
  const choice = maps.length > 3 && beside.length === 0;
  const found = new Map();
  for (const map of maps) {
    for (const [name, node] of Object.entries(map.properties ?? {})) {
      if (found.has(name) || beside.includes(name)) continue;
      if (choice && name !== (map.required?.[0] ?? name)) continue;
      found.set(name, { name, node, about: choice ? map.description ?? node.description : node.description, required: map.required?.includes(name) ?? false });
    }
  }
  return [...found.values()];
}

/** The words that may be written as a value: of lists of words, and true or false. */
export function valuesOf(nodes) {
  const words = new Set();
  for (const node of nodes) {
    for (const word of node.enum ?? []) words.add(String(word));
    if (node.type === 'boolean') ['true', 'false'].forEach(w => words.add(w));
  }
  return [...words];
}

/** How a key's value is begun: 'text' on the same line, or 'map' or 'list' below it. */
export function formOf(schema, node) {
  const nodes = flat(schema, [node]);
  const types = nodes.flatMap(n => n.enum ? ['string'] : n.type ?? []);
  return types.some(t => t !== 'object' && t !== 'array' && t !== 'null') ? 'text' : types.includes('array') && !types.includes('object') ? 'list' : 'map';
}

/** The node of one key beside others, for its description. */
export function keyNode(schema, path, key, beside) {
  const maps = narrowed(at(schema, path), beside);
  for (const map of maps) {
    if (map.properties?.[key]) return { node: map.properties[key], required: map.required?.includes(key) ?? false, whole: map };
  }
  return null;
}
