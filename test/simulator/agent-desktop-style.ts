/** A plausible agent desktop: dark top bar, roster at the left, the selected interaction beside it. */
export const agentDesktopStyle = `
* { box-sizing: border-box; }
body { margin: 0; background: #eef1f6; color: #1d2a3e; font: 14px/1.45 system-ui, "Segoe UI", sans-serif; }
#desk { min-height: 100vh; display: flex; flex-direction: column; }
button { font: inherit; cursor: pointer; }
.top-bar { display: flex; align-items: center; gap: 20px; height: 48px; padding: 0 18px; background: #1d2c49; color: #dfe6f3; }
.top-bar .brand { font-weight: 600; color: #fff; }
.top-bar a { color: #b8c6e2; text-decoration: none; }
.top-bar a.is-here { color: #fff; box-shadow: 0 2px 0 #6fa1ff; }
.top-bar .space { flex: 1; }
.top-bar button { background: none; border: 1px solid #52658c; border-radius: 4px; color: inherit; padding: 4px 10px; }
.presence { display: inline-flex; align-items: center; gap: 7px; }
.presence::before { content: ""; width: 9px; height: 9px; border-radius: 50%; background: #4fc08d; }
.stage { flex: 1; display: flex; }
#centre:empty { display: none; }
.has-frame { min-height: 100vh; display: grid; grid-template: auto 1fr / 1fr auto; }
.has-frame #desk { display: contents; }
.has-frame .top-bar { grid-column: 1 / -1; }
.has-frame .stage { grid-area: 2 / 2; }
.has-frame #centre { grid-area: 2 / 1; }
.has-frame #centre, .has-frame .application-scroll, .has-frame frame-router { flex: 1; display: flex; min-width: 0; }
.has-frame iframe { flex: 1; min-height: 60vh; border: 0; }
.command-panel { flex: 1; display: flex; }
.command-panel.panel-not-active { display: none; }
.interactions { flex: 1; display: flex; }
.with-centre .command-panel { flex: 0 0 330px; border-left: 1px solid #d5dceb; background: #fff; }
.with-centre .interactions { flex-direction: column; }
.with-centre .interactions .left-chat-rail { width: auto; border-right: none; }
.with-centre .interaction-container { padding: 12px; background: #eef1f6; }
.left-chat-rail { width: 290px; background: #fff; border-right: 1px solid #d5dceb; padding: 14px 12px; }
.left-chat-rail h2, .centre h2 { margin: 0 4px 10px; font-size: 12px; letter-spacing: .06em; text-transform: uppercase; color: #66738c; }
.interaction-group { padding: 11px 12px; margin-bottom: 8px; border: 1px solid #d5dceb; border-left: 4px solid #a8b4cc; border-radius: 5px; cursor: pointer; }
.interaction-group.is-selected { border-left-color: #2f63c4; background: #eaf1ff; }
.interaction-group .participant-name { font-weight: 600; }
.interaction-group .int-queue, .interaction-group .state { color: #66738c; font-size: 13px; }
.interaction-group .line { display: flex; justify-content: space-between; gap: 8px; }
.interaction-container { flex: 1; padding: 22px 26px; }
.interaction-queue-status-container { color: #66738c; padding: 60px 0; text-align: center; }
.acd-interaction { background: #fff; border: 1px solid #d5dceb; border-radius: 8px; overflow: hidden; max-width: 760px; }
.acd-interaction header { display: flex; align-items: center; gap: 16px; padding: 16px 20px; border-bottom: 1px solid #e4e9f3; }
.acd-interaction header .who { flex: 1; }
.acd-interaction header .participant-name { font-size: 19px; font-weight: 600; }
.acd-interaction header .sub { color: #66738c; }
.acd-interaction time { font-variant-numeric: tabular-nums; }
.controls { display: flex; gap: 8px; padding: 14px 20px; background: #f7f9fc; border-bottom: 1px solid #e4e9f3; }
.controls button, .messenger-shown button, [data-testid="wrapup-main-container"] button, .centre button { padding: 7px 16px; border: 1px solid #b9c5dc; border-radius: 5px; background: #fff; color: #1d2a3e; }
.controls button[aria-pressed="true"] { background: #2f63c4; border-color: #2f63c4; color: #fff; }
.controls .interaction-end-btn { margin-left: auto; background: #c23b3b; border-color: #c23b3b; color: #fff; }
.facts { display: grid; grid-template-columns: 130px 1fr; gap: 7px 12px; margin: 0; padding: 18px 20px; }
.facts dt { color: #66738c; } .facts dd { margin: 0; }
.messenger-shown { display: flex; align-items: center; gap: 16px; max-width: 760px; margin-bottom: 14px; padding: 14px 20px; background: #e8f7ef; border: 1px solid #bfe5d0; border-radius: 8px; }
.messenger-shown button { background: #1f8a57; border-color: #1f8a57; color: #fff; }
.messenger-message { flex: 1; }
[data-testid="wrapup-main-container"] { display: flex; align-items: center; gap: 16px; padding: 14px 20px; background: #fff6e2; border-bottom: 1px solid #efdcae; }
[data-testid="wrapup-main-container"] span { flex: 1; }
.centre { flex: 1; padding: 22px 26px; }
.centre table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid #d5dceb; border-radius: 6px; }
.centre th, .centre td { text-align: left; padding: 9px 14px; border-bottom: 1px solid #e4e9f3; }
.centre th { font-size: 12px; color: #66738c; font-weight: 600; }
.centre h1 { font-size: 21px; margin: 0 0 4px; } .centre .sub { color: #66738c; margin: 0 0 18px; }
.centre .supervise { display: flex; gap: 8px; margin: 0 0 18px; }
.is-embedded .interactions { flex-direction: column; }
.is-embedded .interactions .left-chat-rail { width: auto; border-right: none; border-bottom: 1px solid #d5dceb; }
@media (max-width: 700px) { .with-centre .command-panel { flex: 0 0 330px; border-left: 1px solid #d5dceb; background: #fff; }
.with-centre .interactions { flex-direction: column; }
.with-centre .interactions .left-chat-rail { width: auto; border-right: none; }
.with-centre .interaction-container { padding: 12px; background: #eef1f6; }
.left-chat-rail { width: 180px; } .top-bar a { display: none; } .interaction-container { padding: 12px; } }
`;
