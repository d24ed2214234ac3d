var skipCheck = false;
function openPage(url) { window.frames['mainFrame'].location.href = url; }
function logout() { if (confirm('\u786e\u5b9a\u8981\u9000\u51fa\u7cfb\u7edf\u5417\uff1f')) top.location.href = 'logout.do'; }
function gotoPage(n) { document.queryForm.pageNo.value = n; document.queryForm.submit(); }
function downFile(id) { location.href = 'attach.do?id=' + id; }
function pick(url) { window.open(url, 'picker', 'width=420,height=480,scrollbars=yes'); }
function checkForm(f) {
  if (skipCheck) return true;
  if (f.docNo.value == '') { alert('\u8bf7\u8f93\u5165\u6587\u53f7\uff01'); return false; }
  return true;
}
