interface Node {
  type: string;
  value?: string;
  children?: Node[];
}

/** Inside these a name is somebody's code or link, and no mention. */
const OPAQUE = new Set(['code', 'inlineCode', 'link']);

/** A remark plugin: `@` and the whole name of one of these people stands out. Longer names win over what they begin with. */
export function markMentions(people: readonly string[]): () => (tree: Node) => void {
  const names = people.toSorted((a, b) => b.length - a.length);
  const splitText = (text: string): Node[] => {
    const at = text.indexOf('@');
    if (at < 0) return [{ type: 'text', value: text }];
    const name = names.find((one) => text.startsWith(one, at + 1));
    const end = name === undefined ? at + 1 : at + 1 + name.length;
    const head = text.slice(0, name === undefined ? end : at);
    const parts: Node[] = head === '' ? [] : [{ type: 'text', value: head }];
    if (name !== undefined) parts.push({ type: 'strong', children: [{ type: 'text', value: `@${name}` }] });
    return end < text.length ? [...parts, ...splitText(text.slice(end))] : parts;
  };
  const walk = (node: Node): void => {
    node.children = node.children?.flatMap((child) => {
      if (child.type === 'text') return splitText(child.value ?? '');
      if (!OPAQUE.has(child.type)) walk(child);
      return [child];
    });
  };
  return () => walk;
}
