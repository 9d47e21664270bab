import { App, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { ListedWordView, WordKind } from '../../api/word-list-views';
import { RequestProblem, send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { WORD_KIND, wordBody, wordDraft } from './word-edits';

interface WordFormProps {
  /** The word to be changed; none for a new one. */
  readonly word: ListedWordView | undefined;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

/** 增加、修改词形. What would find fault with right texts is refused with the reason. */
export function WordForm({ word, onSaved, onCancel }: WordFormProps) {
  const [draft, setDraft] = useState(() => wordDraft(word));
  const [problems, setProblems] = useState<readonly { field: string; message: string }[]>([]);
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const change = (changes: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...changes }));
  const isRight = draft.kind === 'right';
  const isReady = draft.wording.trim().length >= 2 && draft.reason.trim().length >= 2;
  const save = () =>
    run(async () => {
      try {
        const { reobserved } = await send('POST', '/api/word-lists', wordBody(draft));
        message.success(`已保存“${draft.wording.trim()}”，${reobserved} 个单位重新比对`);
        onSaved();
      } catch (reason) {
        if (reason instanceof RequestProblem) setProblems(reason.problems);
        throw reason;
      }
    });
  return (
    <Modal
      title={word ? `修改“${word.wording}”` : '增加词形'}
      open
      okText="保存"
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={isRunning}
      onOk={() => void save()}
      onCancel={onCancel}
    >
      <div className="word-form">
        <label>
          <span>词形 *</span>
          <Input
            aria-label="词形"
            maxLength={60}
            disabled={word !== undefined}
            value={draft.wording}
            onChange={(event) => change({ wording: event.target.value })}
          />
        </label>
        <label>
          <span>类别</span>
          <Select
            aria-label="类别"
            value={draft.kind}
            onChange={(kind: WordKind) => change({ kind })}
            options={Object.entries(WORD_KIND).map(([value, label]) => ({ value, label }))}
          />
        </label>
        {isRight ? (
          <p className="soft small">含有错误词形而并无错误的写法，如“按装置”含“按装”；出现时不提示。</p>
        ) : (
          <>
            <label>
              <span>应为{draft.kind === 'typo' && ' *'}</span>
              <Input
                aria-label="应为"
                maxLength={60}
                value={draft.instead}
                onChange={(event) => change({ instead: event.target.value })}
              />
            </label>
            <Checkbox checked={draft.isGrave} onChange={(event) => change({ isGrave: event.target.checked })}>
              严重表述错误（经人核实后按一票否决）
            </Checkbox>
          </>
        )}
        <label>
          <span>理由 *</span>
          <Input.TextArea
            aria-label="理由"
            rows={2}
            maxLength={500}
            value={draft.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </label>
      </div>
      {problems.length > 0 && (
        <ul className="refusal plain-list" role="alert">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
