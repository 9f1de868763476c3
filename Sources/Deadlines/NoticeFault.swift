// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the text of a holiday notice.
public enum NoticeFault: Error, Hashable, Sendable {
  /// The first line is not `date,kind,holiday`.
  case header(line: Int)
  /// A row does not have three fields.
  case fields(line: Int, count: Int)
  /// A row's first field is no day that exists.
  case day(line: Int, String)
  /// A row's second field is neither `off` nor `work`.
  case kind(line: Int, String)
  /// A row names no holiday.
  case noHoliday(line: Int)
  /// A day is there a second time.
  case repeated(line: Int, Day)
  /// A make-up workday is not a Saturday or Sunday, so there is nothing to make up.
  case makeUpOnWeekday(line: Int, Day)
  /// A day belongs neither to the notice's year nor to the months that touch it.
  case foreignDay(Day, year: Int)
  /// A day off that the law itself gives is missing.
  case missingStatutoryDay(Day, String)
  /// There is no day of the year in the text.
  case empty
  /// The calendar does not speak for the year.
  case yearOutOfRange(Int)

  /// The fault in Chinese, with what to do.
  public var chinese: String {
    switch self {
    case .header(let line): "第 \(line) 行：表头应为 date,kind,holiday"
    case .fields(let line, let count): "第 \(line) 行：应有 3 列，实有 \(count) 列"
    case .day(let line, let text): "第 \(line) 行：“\(text)”不是有效日期，应形如 2027-02-06"
    case .kind(let line, let text): "第 \(line) 行：“\(text)”应为 off（放假）或 work（上班）"
    case .noHoliday(let line): "第 \(line) 行：缺少节日名称"
    case .repeated(let line, let day): "第 \(line) 行：\(day) 重复"
    case .makeUpOnWeekday(let line, let day): "第 \(line) 行：\(day) 不是周六或周日，不能调休上班"
    case .foreignDay(let day, let year): "\(day) 不属于 \(year) 年的放假安排"
    case .missingStatutoryDay(let day, let name):
      "缺少法定节假日 \(day)（\(name)，全国年节及纪念日放假办法第二条）"
    case .empty: "没有该年的放假日"
    case .yearOutOfRange(let year):
      "\(year) 年不在工作日历范围（\(WorkCalendar.years.lowerBound)–\(WorkCalendar.years.upperBound)）内"
    }
  }

  /// The fault in English, with what to do.
  public var english: String {
    switch self {
    case .header(let line): "line \(line): the header must be date,kind,holiday"
    case .fields(let line, let count): "line \(line): three fields are needed, \(count) found"
    case .day(let line, let text): "line \(line): “\(text)” is not a day such as 2027-02-06"
    case .kind(let line, let text): "line \(line): “\(text)” must be off or work"
    case .noHoliday(let line): "line \(line): the holiday's name is missing"
    case .repeated(let line, let day): "line \(line): \(day) is there twice"
    case .makeUpOnWeekday(let line, let day):
      "line \(line): \(day) is no Saturday or Sunday and cannot be a make-up workday"
    case .foreignDay(let day, let year): "\(day) does not belong to the notice for \(year)"
    case .missingStatutoryDay(let day, let name):
      "the statutory holiday \(day) (\(HolidayName.english(name)), article 2 of the holiday"
        + " regulation) is missing"
    case .empty: "the notice has no day of its year"
    case .yearOutOfRange(let year):
      "the calendar covers \(WorkCalendar.years.lowerBound) to \(WorkCalendar.years.upperBound),"
        + " not \(year)"
    }
  }
}
