// SPDX-License-Identifier: Apache-2.0

extension Value {
  /// The date, time, date and time or duration that a text says (DMN 1.5, clause 10.3.1.2 rule 65).
  init?(temporal text: String) {
    if let date = CalendarDate(text) {
      self = .date(date)
    } else if let dateTime = DateTime(text) {
      self = .dateTime(dateTime)
    } else if let time = ClockTime(text) {
      self = .time(time)
    } else if let duration = Value(duration: text) {
      self = duration
    } else {
      return nil
    }
  }

  /// The duration of either kind that a text says.
  init?(duration text: String) {
    if let yearsMonths = YearsMonthsDuration(text) {
      self = .yearsMonths(yearsMonths)
    } else if let daysTime = DaysTimeDuration(text) {
      self = .daysTime(daysTime)
    } else {
      return nil
    }
  }
}
