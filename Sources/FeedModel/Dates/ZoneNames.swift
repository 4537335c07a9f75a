/// The long names of time zones, as JavaScript and Windows write them.
enum ZoneNames {
  /// Minutes east of UTC, by words in small letters without a final `time`.
  static let long: [String: Int] = [
    "coordinated universal": 0, "universal": 0, "universal coordinated": 0, "greenwich mean": 0,
    "gmt standard": 0, "greenwich standard": 0, "british summer": 60, "irish standard": 60,
    "western european": 0, "western european standard": 0, "western european summer": 60,
    "central european": 60, "central european standard": 60, "central european summer": 120,
    "w europe standard": 60, "romance standard": 60, "central europe standard": 60,
    "w europe daylight": 120, "romance daylight": 120, "central europe daylight": 120,
    "eastern european": 120, "eastern european standard": 120, "eastern european summer": 180,
    "moscow standard": 180, "russian standard": 180, "turkey standard": 180, "israel standard": 120,
    "israel daylight": 180, "arabian standard": 180, "iran standard": 210, "gulf standard": 240,
    "pakistan standard": 300, "india standard": 330, "indochina": 420, "china standard": 480,
    "hong kong standard": 480, "singapore standard": 480, "taipei standard": 480,
    "japan standard": 540, "tokyo standard": 540, "korean standard": 540, "korea standard": 540,
    "australian western standard": 480, "australian eastern standard": 600,
    "australian eastern daylight": 660, "new zealand standard": 720, "new zealand daylight": 780,
    "newfoundland standard": -210, "newfoundland daylight": -150, "atlantic standard": -240,
    "atlantic daylight": -180, "eastern standard": -300, "eastern daylight": -240,
    "central standard": -360, "central daylight": -300, "mountain standard": -420,
    "mountain daylight": -360, "pacific standard": -480, "pacific daylight": -420,
    "alaska standard": -540, "alaska daylight": -480, "alaskan standard": -540,
    "hawaii aleutian standard": -600, "hawaiian standard": -600, "brasilia standard": -180,
    "argentina standard": -180,
  ]
}
