/** Elements by name; the values are text or more elements. */
export interface XmlTree {
  [element: string]: string | XmlTree;
}

/** XML with a namespace on its root. */
export function writeXml(tree: XmlTree, namespace?: string): string {
  return Object.entries(tree)
    .map(([name, value]) => {
      const inner = typeof value === 'string' ? escape(value) : writeXml(value);
      return `<${name}${namespace === undefined ? '' : ` xmlns="${namespace}"`}>${inner}</${name}>`;
    })
    .join('');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
