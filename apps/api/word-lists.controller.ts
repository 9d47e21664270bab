import { Body, ConflictException, Controller, Get, HttpCode, NotFoundException, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { DEFAULT_WORDS, isListed, isShipped, ListedWord, wordProblems } from '@app/observation/word-list';
import { WordListStore } from '@app/observation/word-list.store';
import { Stages } from '@app/platform/stages.client';
import { AskingAccount, CurrentAccount, PlatformRoles, Roles } from './access';
import { ApiBodyOf } from './openapi';
import { ProblemException } from './problem-exception';
import { WordBody, WordWithdrawal } from './rule-body';
import { mayChange } from './rules.controller';
import { WordListView, WordSaved } from './word-list-views';

/** 词表: wordings that CNT-07 asks people to look at. An edit is added to those before; texts are looked through again. */
@ApiTags('rules')
@Controller('word-lists')
export class WordListsController {
  constructor(
    private readonly words: WordListStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Roles('admin', 'supervisor', 'assessor')
  @Get()
  async all(@CurrentAccount() account: AskingAccount): Promise<WordListView> {
    const [words, edits, hits] = await Promise.all([this.words.inForce(), this.words.edits(), this.words.hits()]);
    return {
      words: words.map((word) => ({
        wording: word.wording,
        instead: word.instead,
        kind: word.kind,
        isGrave: word.isGrave ?? false,
        isShipped: isShipped(word),
        places: hits.get(word.wording) ?? 0,
      })),
      edits: edits.map(({ wording, instead, kind, isGrave = false, isActive, reason, editedBy, editedAt }) => ({
        ...{ wording, instead, kind, isGrave, isActive, reason },
        by: editedBy,
        at: editedAt.toISOString(),
      })),
      shipped: DEFAULT_WORDS.map(({ wording }) => wording),
      canChange: mayChange(account) && account.units === 'all',
    };
  }

  /** Adds a word, or says something else of one that is listed. */
  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(WordBody)
  @Post()
  @HttpCode(200)
  async list(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<WordSaved> {
    const { reason, ...word } = WordBody.parse(body);
    const inForce = await this.words.inForce();
    const problems = wordProblems(word, inForce);
    if (problems.length > 0) throw new ProblemException([...problems]);
    if (isListed(word, inForce)) throw new ConflictException('词表中已有这个词形，内容相同');
    await this.words.edit({ ...word, isActive: true }, reason, account.name);
    return this.edited(account, 'list-word', word, reason);
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(WordWithdrawal)
  @Post('withdraw')
  @HttpCode(200)
  async withdraw(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<WordSaved> {
    const { wording, reason } = WordWithdrawal.parse(body);
    const word = (await this.words.inForce()).find((each) => each.wording === wording);
    if (!word) throw new NotFoundException('词表中没有这个词形');
    await this.words.edit({ ...word, isActive: false }, reason, account.name);
    return this.edited(account, 'withdraw-word', word, reason);
  }

  /** Recorded; the newest round of every unit is looked through again from its captures, nothing is fetched. */
  private async edited(
    account: AskingAccount,
    deed: string,
    { wording, instead, kind, isGrave = false }: ListedWord,
    reason: string,
  ): Promise<WordSaved> {
    await this.identity.record(account.login, deed, `word:${wording}`, { instead, kind, isGrave, reason });
    const rounds = await this.observations.newestRounds();
    for (const round of rounds) await this.stages.observe(round);
    return { reobserved: rounds.length };
  }
}
