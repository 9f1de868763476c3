// SPDX-License-Identifier: Apache-2.0

import Processes

/// A process with every kind of node, as an approval goes.
enum ProcessSample {
  static let licensing = ProcessModel(
    id: "licensing", name: "食品经营许可", pool: "行政审批局",
    lanes: [
      ProcessModel.Lane(id: "applicant", name: "申请人"),
      ProcessModel.Lane(id: "window", name: "综合窗口"),
      ProcessModel.Lane(id: "section", name: "审查科"),
      ProcessModel.Lane(id: "system", name: "系统"),
    ],
    nodes: [
      ProcessModel.Node(id: "apply", name: "提交申请", .start(.message), lane: "applicant"),
      ProcessModel.Node(id: "check", name: "核对材料", .task(.user), lane: "window"),
      ProcessModel.Node(id: "complete", name: "材料齐全？", .exclusive, lane: "window"),
      ProcessModel.Node(
        id: "notice", name: "一次性补正告知", .task(.send), lane: "window",
        documentation: "行政许可法第三十二条"),
      ProcessModel.Node(
        id: "supplement", name: "补正材料", .intermediate(.message), lane: "applicant"),
      ProcessModel.Node(id: "accept", name: "受理", .task(.user), lane: "window"),
      ProcessModel.Node(id: "split", name: "", .parallel, lane: "section"),
      ProcessModel.Node(id: "first", name: "书面审查", .task(.user), lane: "section"),
      ProcessModel.Node(id: "second", name: "现场核查", .task(.user), lane: "section"),
      ProcessModel.Node(
        id: "deadline", name: "承诺时限", .intermediate(.timer("10 个工作日")), lane: "system"),
      ProcessModel.Node(id: "join", name: "", .parallel, lane: "section"),
      ProcessModel.Node(id: "decide", name: "审查与决定", .task(.user), lane: "section"),
      ProcessModel.Node(id: "granted", name: "准予？", .exclusive, lane: "section"),
      ProcessModel.Node(id: "issue", name: "制作电子证照", .task(.service), lane: "system"),
      ProcessModel.Node(id: "deliver", name: "送达", .task(.user), lane: "window"),
      ProcessModel.Node(id: "done", name: "办结", .end(sendsMessage: false), lane: "window"),
      ProcessModel.Node(
        id: "refused", name: "不予许可", .end(sendsMessage: true), lane: "section"),
    ],
    flows: [
      ProcessModel.Flow(from: "apply", to: "check"),
      ProcessModel.Flow(from: "check", to: "complete"),
      ProcessModel.Flow(from: "complete", to: "accept", name: "齐全"),
      ProcessModel.Flow(from: "complete", to: "notice", name: "不齐全"),
      ProcessModel.Flow(from: "notice", to: "supplement"),
      ProcessModel.Flow(from: "supplement", to: "check"),
      ProcessModel.Flow(from: "accept", to: "split"),
      ProcessModel.Flow(from: "split", to: "first"),
      ProcessModel.Flow(from: "split", to: "second"),
      ProcessModel.Flow(from: "split", to: "deadline"),
      ProcessModel.Flow(from: "first", to: "join"),
      ProcessModel.Flow(from: "second", to: "join"),
      ProcessModel.Flow(from: "deadline", to: "join"),
      ProcessModel.Flow(from: "join", to: "decide"),
      ProcessModel.Flow(from: "decide", to: "granted"),
      ProcessModel.Flow(from: "granted", to: "issue", name: "准予"),
      ProcessModel.Flow(from: "granted", to: "refused", name: "不予"),
      ProcessModel.Flow(from: "issue", to: "deliver"),
      ProcessModel.Flow(from: "deliver", to: "done"),
    ])
}
