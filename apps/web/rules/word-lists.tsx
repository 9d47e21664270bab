import { App, Button, Input, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { ListedWordView, WordListView } from '../../api/word-list-views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { CLEAR } from '../parts/clear';
import { Empty, Loaded } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { WORD_CHOICES, WORD_KIND, wordsSought } from './word-edits';
import { WordEdits } from './word-history';
import { WordForm } from './word-form';
import './rules.css';

/** 词表: wordings that are brought up for a person to look at, and how the list came to be. */
export function WordLists() {
  const query = useQuery('/api/word-lists');
  return (
    <>
      <div className="head">
        <h1>错别字和规范表述词表</h1>
        <Link to="/rules/CNT-07">规则 CNT-07</Link>
        <Link to="/rules">返回规则</Link>
      </div>
      <p className="soft">
        词表所列的词形出现在正文中（书名号内的除外）即提请核实，不自行认定。增改后，各单位最近一次采集的页面随即重新比对，不再访问网站。
      </p>
      <Loaded query={query} what="词表">
        {(list) => <Listed list={list} onChanged={query.reload} />}
      </Loaded>
    </>
  );
}

function Listed({ list, onChanged }: { list: WordListView; onChanged: () => void }) {
  const [address, setAddress] = useSearchParams();
  const [edited, setEdited] = useState<ListedWordView | 'new' | null>(null);
  const [withdrawn, setWithdrawn] = useState<ListedWordView | null>(null);
  const [sought, only] = [address.get('q') ?? '', address.get('only') ?? ''];
  const words = wordsSought(list.words, { sought, only });
  const put = (name: string, value: string) =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const done = () => {
    setEdited(null);
    setWithdrawn(null);
    onChanged();
  };
  return (
    <div className="stack">
      <div className="actions">
        <Input
          aria-label="查找词形"
          placeholder="词形或规范写法"
          allowClear={CLEAR}
          style={{ width: '16rem' }}
          value={sought}
          onChange={(event) => put('q', event.target.value)}
        />
        <Select
          aria-label="范围"
          style={{ width: '11rem' }}
          value={only}
          onChange={(value: string) => put('only', value)}
          options={WORD_CHOICES.map(([value, label]) => ({ value, label }))}
        />
        <span className="soft">
          {words.length} / {list.words.length} 个词形
        </span>
        {list.canChange && (
          <Button type="primary" onClick={() => setEdited('new')}>
            增加词形
          </Button>
        )}
      </div>
      <Table
        size="small"
        rowKey="wording"
        columns={columnsOf(list.canChange, { onEdit: setEdited, onWithdraw: setWithdrawn })}
        dataSource={words}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty>没有符合条件的词形；放宽上面的条件再看。</Empty> }}
        scroll={{ x: 760 }}
      />
      <section className="block" aria-label="修订经过">
        <h2>修订经过</h2>
        <WordEdits list={list} />
      </section>
      {edited && (
        <WordForm word={edited === 'new' ? undefined : edited} onSaved={done} onCancel={() => setEdited(null)} />
      )}
      {withdrawn && <Withdrawal word={withdrawn} onDone={done} onCancel={() => setWithdrawn(null)} />}
    </div>
  );
}

interface WordCommands {
  readonly onEdit: (word: ListedWordView) => void;
  readonly onWithdraw: (word: ListedWordView) => void;
}

function columnsOf(canChange: boolean, { onEdit, onWithdraw }: WordCommands): TableColumnsType<ListedWordView> {
  return [
    { title: '词形', width: '12rem', render: (_value, { wording }) => <b>{wording}</b> },
    { title: '应为', width: '12rem', render: (_value, { instead }) => instead || <span className="soft">—</span> },
    {
      title: '类别',
      width: '12rem',
      render: (_value, { kind, isGrave }) => (
        <>
          {WORD_KIND[kind]} {isGrave && <span className="tag tag-returned">严重</span>}
        </>
      ),
    },
    {
      title: '现有命中',
      width: '7rem',
      render: (_value, { places, kind }) =>
        kind === 'right' ? (
          <span className="soft">—</span>
        ) : places > 0 ? (
          `${places} 处`
        ) : (
          <span className="soft">无</span>
        ),
    },
    { title: '来源', width: '7rem', render: (_value, { isShipped }) => (isShipped ? '内置' : '增改') },
    ...(canChange
      ? [
          {
            title: '操作',
            render: (_value: unknown, word: ListedWordView) => (
              <span className="actions">
                <Button size="small" aria-label={`修改 ${word.wording}`} onClick={() => onEdit(word)}>
                  修改
                </Button>
                <Button size="small" aria-label={`停用 ${word.wording}`} onClick={() => onWithdraw(word)}>
                  停用
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ];
}

interface WithdrawalProps {
  readonly word: ListedWordView;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function Withdrawal({ word: { wording, places }, onDone, onCancel }: WithdrawalProps) {
  const [reason, setReason] = useState('');
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const withdraw = () =>
    run(async () => {
      const { reobserved } = await send('POST', '/api/word-lists/withdraw', { wording, reason: reason.trim() });
      message.success(`已停用“${wording}”，${reobserved} 个单位重新比对`);
      onDone();
    });
  return (
    <Modal
      title={`停用“${wording}”`}
      open
      okText="停用"
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={isRunning}
      onOk={() => void withdraw()}
      onCancel={onCancel}
    >
      <p className="soft">
        {places > 0 ? `现有 ${places} 处提示随之撤销。` : ''}停用后不再提示这个词形，需要时可以重新增加。
      </p>
      <Input.TextArea
        aria-label="停用的理由"
        placeholder="停用的理由，如“误报较多”"
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
