import ts from "typescript";

/** What a module names in imports, exports from, type imports and dynamic imports; `./x.ts`, `preact`. */
export function importsOf(path: string, text: string): string[] {
  const found: string[] = [];
  forEachNode(path, text, (node) => {
    const named = moduleNamedBy(node);
    if (named !== undefined && ts.isStringLiteralLike(named)) found.push(named.text);
  });
  return found;
}

/** Whether a module reads the extension API by its global name: `chrome.…` or `browser.…`. */
export function usesExtensionGlobals(path: string, text: string): boolean {
  let found = false;
  forEachNode(path, text, (node) => {
    if (!ts.isPropertyAccessExpression(node)) return;
    const owner = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    found ||= ts.isIdentifier(owner) && ["chrome", "browser"].includes(owner.text);
  });
  return found;
}

/** Whether a module says `any` as a type, in whatever place. */
export function saysAny(path: string, text: string): boolean {
  let found = false;
  forEachNode(path, text, (node) => {
    found ||= node.kind === ts.SyntaxKind.AnyKeyword;
  });
  return found;
}

function moduleNamedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  return undefined;
}

function forEachNode(path: string, text: string, look: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    look(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
}
