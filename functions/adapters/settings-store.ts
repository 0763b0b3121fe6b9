import { type AcceptanceWindow, acceptanceWindowSchema } from '../../shared/claims/acceptance-window.ts';
import { noPayers, type PayerMap, payerMapOf, type WrittenPayers } from '../../shared/claims/payers.ts';
import { type RuleLists, ruleListsOf, type WrittenRuleLists } from '../../shared/claims/rules/lists.ts';
import type { WrittenRule } from '../../shared/claims/rules/rule.ts';
import {
  builtInRules,
  type RuleSet,
  type RuleSwitch,
  ruleSetOf,
  type WrittenRuleOverrides,
} from '../../shared/claims/rules/rule-set.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import { joinedPieces, piecesOf } from './list-pieces.ts';
import type { Item, Table } from './table.ts';

/** Everything of an account by which its lines are judged. */
export interface AccountSettings {
  readonly payers: PayerMap;
  readonly windows: readonly AcceptanceWindow[];
  readonly overrides: WrittenRuleOverrides;
  readonly rules: RuleSet;
  readonly written: WrittenRuleLists;
  readonly lists: RuleLists;
  /** Differs after every change; null before the first. */
  readonly version: string | null;
}

/** Lines that have to be judged again: of one code, or (`*`) all of the account. */
export interface Rejudging {
  readonly account: string;
  readonly scope: string;
  /** Tells one request from a later one of the same scope. */
  readonly token: string;
  /** The change is written; before that the lines may be judged, and the request stays. */
  readonly settled: boolean;
  readonly askedAt: string;
}

/** What an account keeps of payers, their windows, rules and lists. */
export class SettingsStore {
  constructor(private readonly table: Table) {}

  async read(account: string): Promise<AccountSettings> {
    const { pk, prefix } = accountKeys.kept(account);
    const rows = await this.table.all<Item>({
      partition: ['pk', pk],
      sort: { attribute: 'sk', beginsWith: prefix },
      consistent: true,
    });
    const under = (kind: string) => rows.filter(({ sk }) => sk.startsWith(`KEPT#${kind}`));
    const switched = under('SWITCHED')[0]?.switched as WrittenRuleOverrides['switched'];
    const own = under('RULE#').map(({ rule }) => rule as WrittenRule);
    const overrides = { ...(switched ? { switched } : {}), ...(own.length > 0 ? { own } : {}) };
    const written = joinedPieces(under('LIST#'));
    return {
      payers: await this.payers(account),
      windows: under('WINDOW#').map(({ window }) => acceptanceWindowSchema.parse(window)),
      overrides,
      rules: switched || own.length > 0 ? ruleSetOf(overrides) : builtInRules(),
      written,
      lists: ruleListsOf(written),
      version: versionIn(under('VERSION')[0]),
    };
  }

  async version(account: string): Promise<string | null> {
    return versionIn(await this.table.get(accountKeys.keptVersion(account), true));
  }

  async payers(account: string): Promise<PayerMap> {
    const row = await this.table.get<{ payers: unknown }>(accountKeys.payers(account), true);
    return row ? payerMapOf(row.payers) : noPayers;
  }

  async putPayers(account: string, payers: WrittenPayers): Promise<void> {
    await this.table.put({ ...accountKeys.payers(account), payers });
  }

  async putWindows(account: string, windows: readonly AcceptanceWindow[]): Promise<void> {
    await this.table.writeAll(windows.map((window) => ({ ...accountKeys.window(account, window), window })));
  }

  async removeWindows(account: string, windows: readonly AcceptanceWindow[]): Promise<void> {
    await this.table.deleteAll(windows.map((window) => accountKeys.window(account, window)));
  }

  async putSwitches(account: string, switched: Readonly<Record<string, RuleSwitch>>): Promise<void> {
    await this.table.put({ ...accountKeys.ruleSwitches(account), switched });
  }

  async putRules(account: string, rules: readonly WrittenRule[]): Promise<void> {
    await this.table.writeAll(rules.map((rule) => ({ ...accountKeys.ownRule(account, rule.name), rule })));
  }

  async removeRule(account: string, name: string): Promise<void> {
    await this.table.delete(accountKeys.ownRule(account, name));
  }

  /** Each list takes the place of the one of its name; the others stay. */
  async putLists(account: string, lists: WrittenRuleLists): Promise<void> {
    for (const { name, pieces } of piecesOf(lists)) {
      await this.removeList(account, name);
      await this.table.writeAll(
        pieces.map((piece, number) => ({ ...accountKeys.ruleList(account, name, number), ...piece })),
      );
    }
  }

  async removeList(account: string, name: string): Promise<void> {
    const { pk, prefix } = accountKeys.ruleListPieces(account, name);
    const sort = { attribute: 'sk', beginsWith: prefix };
    await this.table.deleteAll(await this.table.all<Item>({ partition: ['pk', pk], sort, consistent: true }));
  }

  async changed(account: string, version: string): Promise<void> {
    await this.table.put({ ...accountKeys.keptVersion(account), version });
  }

  async ask(rejudging: Rejudging): Promise<void> {
    const { account, scope } = rejudging;
    await this.table.put({
      ...accountKeys.rejudging(account, scope),
      ...accountIndexes.due('REJUDGING', `${account}#${scope}`),
      ...rejudging,
    });
  }

  /** All that are due, of every account. */
  async due(): Promise<readonly (Rejudging & Key)[]> {
    return this.table.all<Rejudging & Item>({ index: 'dueWork', partition: ['due', 'REJUDGING'] });
  }

  async asked(account: string, scope: string): Promise<Rejudging | undefined> {
    return this.table.get<Rejudging & Item>(accountKeys.rejudging(account, scope), true);
  }

  /** Unless it was asked for again meanwhile. */
  async done({ account, scope, token }: Rejudging): Promise<boolean> {
    return this.table.deleteWhile(accountKeys.rejudging(account, scope), { token });
  }
}

function versionIn(row: Item | undefined): string | null {
  return typeof row?.version === 'string' ? row.version : null;
}
