import { cannotTell, defineRule, notApplicable, pass, SubjectOf, unseen, Verdict } from '@app/evaluation/rule';
import { flagIn, textIn } from '@app/registers/register-kind';
import { entryProof } from '../entry-term';
import { spoken } from '../wording';

/** 答复空泛 — an answer of a few words, or one that only passes the question on. Only ever a proposal. */
export const emptyReply = defineRule({
  code: 'INT-03',
  id: 'empty-reply',
  title: '留言答复空泛、推诿',
  dimension: '互动',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“互动回应差”（答复质量要求，条款待核对原文）',
  severity: 'medium',
  machine: 'S',
  subject: 'entry',
  family: 'reply',
  parameters: {
    characters: 20,
    phrases:
      '已转相关部门、已转交、已转办、请咨询、请向有关部门、不属于我局职责、不属于我单位职责、按有关规定办理、正在研究、高度重视、建议您拨打、建议您联系',
  },
  advice: '请针对问题补充实质性答复，写明依据、办理结果或办理途径。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：简短或转办的答复可能已经说清',

  appliesTo: ({ entry }) => entry.kind === 'message',

  examine({ entry }: SubjectOf<'entry'>, { today, since, parameters: { characters, phrases } }): Verdict {
    const answeredOn = textIn(entry, 'answeredOn');
    if (flagIn(entry, 'isValid') === false) return notApplicable('登记为无效留言');
    if (!answeredOn) return notApplicable('尚未答复，由INT-01判定');
    if (answeredOn < since) return notApplicable(`${spoken(answeredOn, today)}答复，早于回溯起点`);
    const reply = textIn(entry, 'reply');
    if (!reply) return unseen('没有登记答复内容', entryProof(entry));
    const substance = bare(reply);
    if (substance.length < characters)
      return cannotTell(
        `答复除客套外只有${substance.length}字（不足${characters}字），请核实是否空泛`,
        entryProof(entry),
      );
    const phrase = phraseIn(reply, phrases);
    // A long answer may well pass part of the matter on.
    if (phrase && substance.length < characters * 4)
      return cannotTell(`答复含“${phrase}”，未见实质内容，请核实是否推诿`, entryProof(entry));
    return pass(`${spoken(answeredOn, today)}答复，${substance.length}字`, entryProof(entry));
  },
});

/** Without greetings, thanks and punctuation. */
function bare(reply: string): string {
  return reply
    .replace(
      /(?:尊敬的)?(?:网友|网民|市民|先生|女士|同志)[，,：:]?|您好|你好|感谢您?.{0,12}(?:关注|支持|来信|留言|理解)|特此(?:回复|答复)|此复/g,
      '',
    )
    .replace(/[\s\p{P}]/gu, '');
}

/** Phrases are kept in one text, 、 between them. */
function phraseIn(reply: string, phrases: string): string | undefined {
  return phrases.split('、').find((phrase) => phrase !== '' && reply.includes(phrase));
}
