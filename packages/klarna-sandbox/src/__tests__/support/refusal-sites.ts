import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"

const SOURCE = path.resolve(__dirname, "../..")

/** Where the code refuses: a place in a file, from its first line to its last. */
export type Site = { file: string; from: number; to: number; text: string }

/**
 * Every expression that refuses a request: each `new Refusal(...)`, and each call that makes the refusal which a
 * `throw` throws, as in `throw refuse("Order has no captures")`.
 */
export function refusalSites(): Site[] {
  return readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("__tests__"))
    .sort()
    .flatMap(sitesIn)
}

function sitesIn(file: string): Site[] {
  const text = readFileSync(path.join(SOURCE, file), "utf8")
  if (!text.includes("Refusal")) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const sites: Site[] = []
  const add = (node: ts.Node) => {
    const line = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1
    const site = { file, from: line(node.getStart()), to: line(node.getEnd()), text: node.getText() }
    sites.push({ ...site, text: site.text.replace(/\s+/g, " ").slice(0, 100) })
  }
  const visit = (node: ts.Node) => {
    if (ts.isNewExpression(node) && node.expression.getText() === "Refusal") add(node)
    if (ts.isThrowStatement(node)) branchesOf(node.expression).filter(ts.isCallExpression).forEach(add)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return sites
}

/** Both sides of `a ? b : c`. */
function branchesOf(expression: ts.Expression): ts.Expression[] {
  return ts.isConditionalExpression(expression)
    ? [...branchesOf(expression.whenTrue), ...branchesOf(expression.whenFalse)]
    : [expression]
}
