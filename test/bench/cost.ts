import { monthlyCost, type Part, recheckHours } from '../../infra/cost/monthly-cost.ts';
import { customers } from '../../infra/cost/work.ts';

/** `npm run cost`: what a customer costs in a month, with the share of each part. Last line of output: the figures as JSON. */
const functionsAtOnce = 20;
const results = customers.map((customer) => {
  const parts = monthlyCost(customer);
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const minutes = recheckHours(customer, functionsAtOnce) * 60;
  return {
    name: customer.name,
    openLines: customer.openLines,
    total,
    perMillionLines: (total / customer.openLines) * 1e6,
    minutes,
    parts,
  };
});

for (const { name, openLines, total, minutes, parts } of results) {
  console.log(`${name}, ${openLines.toLocaleString('en-US')} open lines: ${total.toFixed(2)} USD a month`);
  for (const [part, dollars] of Object.entries(parts) as [Part, number][])
    console.log(
      `  ${part.padEnd(9)} ${dollars.toFixed(2).padStart(10)}  ${((100 * dollars) / total).toFixed(0).padStart(3)} %`,
    );
  console.log(`  a release re-checked in ${minutes.toFixed(1)} minutes by ${functionsAtOnce} functions\n`);
}
console.log(JSON.stringify(results));
