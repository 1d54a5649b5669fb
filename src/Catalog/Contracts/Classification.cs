namespace Phusa.Catalog.Contracts;

/// <summary>Class of a dataset; the last three can never be published openly.</summary>
public enum Classification { Open, Shared, Restricted, Important, Core }

/// <summary>Where a contract stands in its life, as the standard names it.</summary>
public enum ContractStatus { Proposed, Draft, Active, Deprecated, Retired }

/// <summary>The lists issued by decision that a dataset may belong to.</summary>
public enum DatasetListKind { Open, Shared, Master, Big }

/// <summary>What a load does to the rows already there. Upsert and delete go by the contract's key.</summary>
public enum LoadMode { Append, Replace, Upsert, Delete }

/// <summary>The six criteria of data quality: đúng, đủ, sạch, sống, thống nhất, dùng chung.</summary>
public enum QualityCriterion { Correct, Complete, Clean, Live, Consistent, Shared }

/// <summary>Category of a field under the law on personal data protection.</summary>
public enum PersonalData { None, Basic, Sensitive }

/// <summary>Whether a field names a person by itself (direct) or together with others (quasi).</summary>
public enum IdentifierKind { None, Quasi, Direct }

/// <summary>How a value looks to those not entitled to see it.</summary>
public enum Mask { Hide, Last4, Initials, Year, Province, Hash }

public enum GeometryKind { Point, Line, Polygon }

public enum FieldType { Text, Integer, Number, Decimal, Boolean, Date, Timestamp, Time, Json, Geometry }
