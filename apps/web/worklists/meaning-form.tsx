import type { MeantLimit } from '@app/catalog/limit-meaning';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { LimitPreview } from '../../api/worklist-views';
import { send } from '../api/client';
import type { BodyOf } from '../api/routes';
import { useCommand } from '../parts/use-command';
import { EMPTY_DRAFT, limitOf, type MeaningDraft } from './meaning-draft';
import { MeaningFields } from './meaning-fields';

/** Those that a person may choose: what is not understood is no meaning. */
type KnownLimit = BodyOf<'/api/worklists/limits', 'POST'>['limits'][number];

/** The meaning of one wording: up to five limits, read back with their arithmetic before they count. */
export function MeaningForm({ wording, onDecided }: { wording: string; onDecided: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [drafts, setDrafts] = useState<readonly MeaningDraft[]>([EMPTY_DRAFT]);
  const limits = drafts.map(limitOf);
  const complete = limits.filter((limit): limit is KnownLimit => limit !== undefined);
  const isComplete = complete.length === drafts.length;
  const preview = usePreview(isComplete ? complete : null);
  const isSound = preview?.problems.every((problem) => problem === null) ?? false;
  const change = (at: number, draft: MeaningDraft) =>
    setDrafts(drafts.map((old, index) => (index === at ? draft : old)));
  const decide = () =>
    run(async () => {
      const { reobserved } = await send('POST', '/api/worklists/limits', { wording, limits: complete });
      message.success(`已记住“${wording}”的含义，${reobserved} 个单位重新检查`);
      onDecided();
    });
  return (
    <div className="stack">
      {drafts.map((draft, index) => (
        <MeaningFields
          key={index}
          draft={draft}
          onChange={(next) => change(index, next)}
          onRemove={drafts.length > 1 ? () => setDrafts(drafts.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      <div aria-live="polite">{preview && <Preview preview={preview} />}</div>
      <div className="actions">
        <Button type="primary" disabled={!isSound || isRunning} onClick={decide}>
          确定，同样的表述一律适用
        </Button>
        <Button disabled={drafts.length >= 5 || isRunning} onClick={() => setDrafts([...drafts, EMPTY_DRAFT])}>
          再加一项时限
        </Button>
        {!isComplete && <span className="soft small">先选种类并填完。确实没有期限的，选“长期”“及时”等。</span>}
      </div>
    </div>
  );
}

function Preview({ preview }: { preview: LimitPreview }) {
  return (
    <ul className="plain-list">
      {preview.sentences.map((sentence, index) => {
        const example = preview.examples[index];
        const problem = preview.problems[index];
        return (
          <li key={index}>
            {problem ? <span className="late">{problem}</span> : <b>{sentence}</b>}
            {example && <div className="soft">例：{example.sentence}</div>}
          </li>
        );
      })}
    </ul>
  );
}

/** Asks the server for what the limits mean whenever they change; an older answer never overtakes a newer one. */
function usePreview(limits: readonly MeantLimit[] | null): LimitPreview | null {
  const [preview, setPreview] = useState<LimitPreview | null>(null);
  const question = limits && JSON.stringify(limits);
  useEffect(() => {
    setPreview(null);
    if (question === null) return;
    let isCurrent = true;
    send('POST', '/api/worklists/limits/preview', { limits: JSON.parse(question) })
      .then((answer) => isCurrent && setPreview(answer))
      .catch(() => isCurrent && setPreview(null));
    return () => {
      isCurrent = false;
    };
  }, [question]);
  return preview;
}
