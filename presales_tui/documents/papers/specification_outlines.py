"""The chapters of the three standards after which a requirements specification is laid out.

A row is: number | Chinese | English | what fills it. `@a,b` are the requirements of these types,
`@rest` besides those of types that no chapter names; empty: a heading above others.
"""

# ruff: noqa: E501 - a row is a chapter

from __future__ import annotations

from typing import NamedTuple


class Chapter(NamedTuple):
    """One chapter or section."""

    number: str
    zh: str
    en: str
    what: str
    """What fills it, besides requirements."""
    types: tuple[str, ...]
    """Types of the requirements in it."""


class Outline(NamedTuple):
    """One standard."""

    name: str
    chapters: tuple[Chapter, ...]


def _outline(name: str, rows: str) -> Outline:
    chapters = []
    for row in rows.strip().splitlines():
        number, zh, en, what = (cell.strip() for cell in row.split("|"))
        types = tuple(what[1:].split(",")) if what.startswith("@") else ()
        named = tuple(type_ for type_ in types if type_ != "rest")
        chapters.append(Chapter(number, zh, en, "rest" if "rest" in types else "" if types else what, named))
    return Outline(name, tuple(chapters))


OUTLINES = {
    "gb9385": _outline(
        "GB/T 9385-2008",
        """
1     | 引言             | Introduction                       |
1.1   | 目的             | Purpose                            | purpose
1.2   | 范围             | Scope                              | scope
1.3   | 定义和缩略语     | Definitions and abbreviations      | terms
1.4   | 引用文件         | References                         | references
2     | 总体描述         | Overall description                |
2.1   | 产品描述         | Product perspective                | overview
2.2   | 产品功能         | Product functions                  | functions
2.3   | 用户特点         | User characteristics               | users
2.4   | 约束             | Constraints                        | constraints
2.5   | 假设和依赖       | Assumptions and dependencies       | assumptions
2.6   | 需求分配         | Apportioning of requirements       | priorities
3     | 具体需求         | Specific requirements              |
3.1   | 外部接口需求     | External interfaces                | @interface
3.2   | 功能需求         | Functions                          | @functional,rest
3.3   | 性能需求         | Performance                        | @performance
3.4   | 数据需求         | Data                               | @data
3.5   | 设计约束         | Design constraints                 | @deployment,compatibility,compliance
3.6   | 软件系统属性     | Software system attributes         | @reliability,security,usability,maintainability
3.7   | 其他需求         | Other requirements                 | @service,training,project,acceptance,commercial
4     | 附录             | Appendices                         |
4.1   | 需求可追踪性     | Traceability                       | trace
4.2   | 尚未解决的问题   | Open points                        | open
""",
    ),
    "gb8567": _outline(
        "GB/T 8567-2006",
        """
1     | 范围                   | Scope                                 |
1.1   | 标识                   | Identification                        | purpose
1.2   | 系统概述               | System overview                       | scope
1.3   | 文档概述               | Document overview                     | overview
1.4   | 术语和缩略语           | Terms and abbreviations               | terms
2     | 引用文件               | Referenced documents                  | references
3     | 需求                   | Requirements                          |
3.1   | 所需的状态和方式       | Required states and modes             | users
3.2   | 需求概述               | Overview of the requirements          | functions
3.3   | 软件能力需求           | Capability requirements               | @functional,rest
3.4   | 外部接口需求           | External interface requirements       | @interface
3.5   | 内部数据需求           | Internal data requirements            | @data
3.6   | 适应性需求             | Adaptation requirements               | @compatibility
3.7   | 保密性和安全性需求     | Security and privacy requirements     | @security,compliance
3.8   | 运行环境和资源需求     | Environment and resource requirements | @deployment
3.9   | 软件质量因素           | Software quality factors              | @performance,reliability,usability,maintainability
3.10  | 设计和实现约束         | Design and implementation constraints | constraints
3.11  | 人员、培训和后勤需求   | Personnel, training and logistics     | @training,service,project
3.12  | 验收、交付和包装需求   | Acceptance, delivery and packaging    | @acceptance,commercial
3.13  | 需求的优先顺序和关键程度 | Precedence and criticality          | priorities
4     | 合格性规定             | Qualification provisions              | verification
5     | 需求可追踪性           | Requirements traceability             | trace
6     | 尚未解决的问题         | Open points                           | open
7     | 注释                   | Notes                                 | assumptions
""",
    ),
    "iso29148": _outline(
        "ISO/IEC/IEEE 29148",
        """
1     | 引言               | Introduction                        |
1.1   | 目的               | Purpose                             | purpose
1.2   | 范围               | Scope                               | scope
1.3   | 产品背景           | Product perspective                 | overview
1.4   | 产品功能           | Product functions                   | functions
1.5   | 用户特点           | User characteristics                | users
1.6   | 限制               | Limitations                         | constraints
1.7   | 定义               | Definitions                         | terms
2     | 引用文件           | References                          | references
3     | 需求               | Requirements                        |
3.1   | 功能               | Functions                           | @functional,rest
3.2   | 性能               | Performance requirements            | @performance
3.3   | 易用性             | Usability requirements              | @usability
3.4   | 接口               | Interface requirements              | @interface
3.5   | 逻辑数据库         | Logical database requirements       | @data
3.6   | 设计约束           | Design constraints                  | @deployment,compatibility,compliance
3.7   | 软件系统属性       | Software system attributes          | @reliability,security,maintainability
3.8   | 支持信息           | Supporting information              | @service,training,project,acceptance,commercial
4     | 验证               | Verification                        | verification
5     | 附录               | Appendices                          |
5.1   | 假设和依赖         | Assumptions and dependencies        | assumptions
5.2   | 优先级             | Priorities                          | priorities
5.3   | 需求可追踪性       | Traceability                        | trace
5.4   | 尚未解决的问题     | Open points                         | open
""",
    ),
}
"""By what `--variant` calls them; the first is written unless another is asked for."""
