import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, type IApplyRule, type NagRuleResult } from 'cdk-nag';
import { rights } from './rights.ts';

/** Objects cannot be granted but by the beginning of their keys; those beginnings stand in the table of rights. */
const prefixes = Object.values(rights).flatMap((each) =>
  each.flatMap((right) => ('under' in right ? [`/${right.under}*`] : [])),
);

/** AWS's own rules, save that objects under a granted prefix are no wildcard. */
class Checks extends AwsSolutionsChecks {
  protected override applyRule(params: IApplyRule): void {
    const isWildcards = params.rule.name === 'IAMNoWildcardPermissions';
    super.applyRule(isWildcards ? { ...params, rule: withoutPrefixes(params.rule) } : params);
  }
}

function withoutPrefixes(rule: IApplyRule['rule']): IApplyRule['rule'] {
  const narrowed = (node: IApplyRule['node']): NagRuleResult => {
    const result = rule(node);
    if (!Array.isArray(result)) return result;
    return result.filter((finding) => !prefixes.some((prefix) => finding.endsWith(prefix)));
  };
  return Object.defineProperty(narrowed, 'name', { value: rule.name });
}

/** Makes each synthesis check the stacks; what it does not like fails it (see exceptions.ts). */
export function checkStacks(app: App): void {
  Validations.of(app).addPlugins(new Checks(app), new HIPAASecurityChecks(app));
}
