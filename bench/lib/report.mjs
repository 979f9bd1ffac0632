/** The results as a table for people. */
export function report({ machine, klarna_calls, mapping, callback_to_order, callback_intake, ...staff }) {
  const { callback_to_timeline, session_list, reconciliation, desk_calls, desk_page } = staff
  const { medusa_complete_cart_alone: alone } = callback_to_order
  const sections = [
    [
      "Calls to Klarna, from the first click to a capture and a refund",
      ...Object.values(klarna_calls).map(({ way, cart_changes, count, goal }) => [
        cart_changes ? `${way}, ${cart_changes} cart changes` : way,
        String(count),
        verdict(count <= goal, goal),
      ]),
    ],
    [
      "Calls to Klarna for what staff do",
      ...desk_calls.map(({ name, count, goal }) => [name, String(count), verdict(count <= goal, goal)]),
    ],
    [
      `What staff read of an order, ${desk_page.looks} times each`,
      ...desk_page.orders.map(({ effects, reached, calls_to_klarna_per_look, ...times }) => [
        `${effects} captures and refunds`,
        ...spread(times),
        `${calls_to_klarna_per_look} calls`,
        verdict(reached, `p95 ${ms(desk_page.goal_p95_ms)}`),
      ]),
    ],
    ["Cart to Klarna order", ...mapping.map(({ lines, ...times }) => [`${lines} lines`, ...spread(times)])],
    [
      `Callback to order, one at a time, ${callback_to_order.purchases} purchases`,
      [
        "with Klarna",
        ...spread(callback_to_order),
        verdict(callback_to_order.reached, `p95 ${ms(callback_to_order.goal_p95_ms)}`),
      ],
      ["Medusa's complete-cart alone", ...spread(alone)],
    ],
    [
      `Callback intake, ${callback_intake.requests} callbacks, ${callback_intake.concurrency} at a time`,
      ["answered", `${callback_intake.per_second}/s`, ...spread(callback_intake)],
      [
        "worked off",
        `after ${ms(callback_intake.worked_off_after_ms)}`,
        `${callback_intake.calls_to_klarna} calls to Klarna`,
      ],
    ],
    [
      `Callback to what staff read, ${callback_to_timeline.links} links`,
      [
        "the page was opened",
        ...spread(callback_to_timeline),
        verdict(callback_to_timeline.reached, `p95 ${ms(callback_to_timeline.goal_p95_ms)}`),
      ],
    ],
    [
      `The list of ${session_list.links.toLocaleString("en")} links, each question ${session_list.looks} times`,
      ...session_list.questions.map(({ question, reached, ...times }) => [
        question,
        ...spread(times),
        verdict(reached, `p95 ${ms(session_list.goal_p95_ms)}`),
      ]),
    ],
    [
      `Comparing a shop's ${reconciliation.orders.toLocaleString("en")} orders with Klarna`,
      compared("those that changed", reconciliation.changed),
      compared("all of them", reconciliation.all),
      compared("none, because nothing changed", reconciliation.nothing),
    ],
  ]
  return `\n${facts(machine)}${sections.map(section).join("")}\n`
}

const facts = ({ cpu, cores, memory_gb, platform, node, load_before }) =>
  `  ${cpu}, ${cores} cores, ${memory_gb} GB, ${platform}, Node ${node}, load ${load_before}\n`

const section = ([title, ...rows]) => `\n  ${title}\n${rows.map(line).join("")}`

const line = ([name, ...cells]) =>
  `    ${name.padEnd(46)}${cells.map((cell) => cell.padEnd(15)).join("")}`.trimEnd() + "\n"

const compared = (title, { orders, all_ms, per_order_ms, calls_to_klarna, memory_mb }) => [
  `${title}: ${orders.toLocaleString("en")}`,
  ms(all_ms),
  `${ms(per_order_ms)} each`,
  `${calls_to_klarna} calls`,
  `${memory_mb.before} to ${memory_mb.most} MB`,
]

const spread = ({ p50_ms, p95_ms, max_ms }) => [`p50 ${ms(p50_ms)}`, `p95 ${ms(p95_ms)}`, `max ${ms(max_ms)}`]

const verdict = (isReached, goal) => `${isReached ? "✓" : "✗"} goal ${goal}`

const ms = (value) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`
