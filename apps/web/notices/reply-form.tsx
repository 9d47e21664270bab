import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { useDraft } from '../parts/use-draft';

/** 整改反馈: what was done, and where it can be seen. Kept as a draft until it is sent. */
export function ReplyForm({ noticeId, onSent }: { noticeId: number; onSent: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const text = useDraft(`reply.${noticeId}`);
  const links = useDraft(`reply-links.${noticeId}`);
  const [wrongLink, setWrongLink] = useState<string | null>(null);
  const submit = () => {
    const urls = links.text.split(/\s+/).filter(Boolean);
    const wrong = urls.find((url) => !/^https?:\/\/\S+$/i.test(url)) ?? null;
    setWrongLink(wrong);
    if (wrong !== null) return;
    void run(async () => {
      await send('POST', `/api/notices/${noticeId}/reply`, { text: text.text.trim(), links: urls });
      text.clear();
      links.clear();
      message.success('反馈已提交；已经改好的，可以立即复查');
      onSent();
    });
  };

  return (
    <div className="stack" style={{ marginTop: 10 }}>
      <label>
        整改情况
        <Input.TextArea
          rows={4}
          maxLength={5000}
          placeholder="哪一项、做了什么、何时完成"
          value={text.text}
          onChange={(event) => text.setText(event.target.value)}
        />
      </label>
      <label>
        佐证链接（每行一个，最多 20 个，可不填）
        <Input.TextArea
          rows={2}
          maxLength={4000}
          placeholder="补发信息的网址"
          status={wrongLink === null ? '' : 'error'}
          value={links.text}
          onChange={(event) => links.setText(event.target.value)}
        />
      </label>
      {wrongLink !== null && <p className="late">“{wrongLink}”不是完整的网址，应以 http:// 或 https:// 开头。</p>}
      <div className="actions">
        <Button type="primary" loading={isRunning} disabled={text.text.trim() === ''} onClick={submit}>
          提交反馈
        </Button>
        {text.text !== '' && <span className="soft small">草稿已保存在本机浏览器</span>}
      </div>
    </div>
  );
}
