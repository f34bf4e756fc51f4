"""The few rules of style that Qt's own widgets need; what is painted by ourselves stands in parts/."""

from __future__ import annotations

from collections.abc import Callable

from zsm_desktop.ui.tokens import Tokens

STILL = "* { widget-animation-duration: 0; }"
"""What Qt fades by itself, such as an icon in a field, comes at once."""

# No rule for spin and date boxes: any border there breaks their arrows. parts/ has typed fields instead.
_SHEET = """
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {p26}px; font-weight: 600; }}
QLabel[role="section"] {{ font-size: {p17}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="label"] {{ font-weight: 500; }}
QLabel[role="subtitle"], QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="small"] {{ color: {muted}; font-size: {p12}px; }}
QLabel[role="error"] {{ color: {bad_text}; font-size: {p13}px; }}
QLabel[role="figure"] {{ font-size: {p28}px; font-weight: 600; }}
QLabel[role="key"] {{ background: {sunken}; border: 1px solid {line}; border-radius: {p4}px; padding: {p2}px {p6}px;
  font-size: {p12}px; font-weight: 500; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: {p10}px; }}
QFrame[role="beside"] {{ background: {raised}; border: 2px solid {field_line}; }}
QFrame[role="raised"] {{ background: {raised}; border: 1px solid {edge}; border-radius: {p12}px; }}
QFrame[role="strip"] {{ background: {warn_soft}; border-radius: {p8}px; }}
QFrame[role="strip"] QLabel {{ color: {warn_text}; }}
QFrame[role="notice"] {{ background: {warn_soft}; border-bottom: 1px solid {line}; }}
QFrame[role="notice"] QLabel {{ color: {warn_text}; }}
QFrame[role="tip"] {{ background: {accent_soft}; border-bottom: 1px solid {line}; }}
QFrame[role="tip"] QLabel {{ color: {text}; }}
QFrame[role="bad_strip"] {{ background: {bad_soft}; border-radius: {p8}px; }}
QFrame[role="bad_strip"] QLabel {{ color: {bad_text}; }}
QFrame[role="header"] {{ background: {surface}; border-bottom: 1px solid {line}; }}
QFrame[role="status"] {{ background: {surface}; border-top: 1px solid {line}; }}
QFrame[role="status"] QLabel {{ color: {muted}; font-size: {p12}px; }}
QFrame[role="line"] {{ background: {line}; border: 0; max-height: 1px; min-height: 1px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{
  background: {surface}; border: 1px solid {field_line}; border-radius: {p7}px; padding: 0 {p10}px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QComboBox {{ min-height: {p34}px; }}
QPlainTextEdit, QTextEdit {{ padding: {p6}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{
  border: 2px solid {focus}; padding: 0 {pad_less}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {text_pad_less}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
  border: 2px solid {bad}; padding: 0 {pad_less}px; }}
QLineEdit:focus, QComboBox:focus, QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ min-height: {height_less}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only {{
  background: {sunken}; color: {muted}; }}
QLineEdit QToolButton {{ border: 0; padding: 0; min-height: 0; background: transparent; }}
QComboBox::drop-down {{ border: 0; width: {p30}px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {field_line}; padding: {p4}px;
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QComboBox QAbstractItemView::item {{ min-height: {p32}px; padding: 0 {p8}px; }}
QTableView, QTreeView, QListView {{ background: {surface}; border: 0; selection-background-color: {accent_soft};
  selection-color: {text}; }}
QFrame[role="strip"] QListView, QFrame[role="raised"] QListView {{ background: transparent; }}
QDialog {{ background: {raised}; border: 1px solid {edge}; }}
QHeaderView {{ background: {surface}; border: 0; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: 0; border-bottom: 1px solid {line};
  padding: 0 {p12}px; font-size: {p12}px; font-weight: 600; }}
QHeaderView#narrow::section {{ padding: 0 {p2}px; }}
QHeaderView::section:hover {{ color: {text}; }}
QHeaderView::section:vertical {{ border: 0; font-weight: 500; color: {text}; }}
QTableCornerButton::section {{ background: {surface}; border: 0; border-bottom: 1px solid {line}; }}
QMenu {{ background: {raised}; border: 1px solid {edge}; padding: {p6}px; }}
QMenu::item {{ padding: {p7}px {p28}px {p7}px {p12}px; border-radius: {p6}px; }}
QMenu::item:selected {{ background: {accent_soft}; }}
QMenu::item:disabled {{ color: {placeholder}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p6}px {p8}px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {field_line}; padding: {p6}px {p8}px; }}
QScrollArea, QAbstractScrollArea#bare {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {p12}px; margin: {p2}px; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}px; margin: {p2}px; }}
QScrollBar::handle {{ background: {scroll}; border-radius: {p4}px; min-height: {p36}px; min-width: {p36}px; }}
QScrollBar::handle:hover {{ background: {field_line}; }}
QScrollBar[role="focus"]::handle {{ background: {focus}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QProgressBar {{ background: {sunken}; border: 0; border-radius: {p3}px; min-height: {p6}px; max-height: {p6}px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: {p3}px; }}
QSlider::groove:horizontal {{ background: {sunken}; border: 1px solid {field_line}; border-radius: {p3}px;
  height: {p4}px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: {p3}px; }}
QSlider::handle:horizontal {{ background: {surface}; border: 2px solid {accent}; border-radius: {p8}px;
  width: {p12}px; height: {p12}px; margin: -{p6}px 0; }}
QSlider::handle:horizontal:focus {{ background: {accent}; border-color: {focus}; }}
QSlider::sub-page:horizontal:disabled {{ background: {line}; }}
QSlider::handle:horizontal:disabled {{ background: {sunken}; border-color: {field_line}; }}
QSplitter::handle {{ background: transparent; }}
"""
_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 17, 26, 28, 30, 32, 34, 36)


def sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The rules with colours and sizes filled in for one theme and zoom."""
    # A thicker border takes its pixel from the padding, so that nothing moves when a field gets the focus.
    less = {"pad_less": px(10) - 1, "text_pad_less": px(6) - 1, "height_less": px(34) - 2}
    return _SHEET.format(**tokens._asdict(), **{f"p{size}": px(size) for size in _SIZES}, **less)
