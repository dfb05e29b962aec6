namespace DriftStream.Core.Catalog;

/// <summary>The type of an attribute.</summary>
public enum AttributeKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole number.</summary>
    Integer,

    /// <summary>Boolean.</summary>
    Bool,

    /// <summary>Number with a fraction.</summary>
    Float,

    /// <summary>Ordered.</summary>
    List,

    /// <summary>Without order.</summary>
    Set,

    /// <summary>Names to values.</summary>
    Map,

    /// <summary>An object.</summary>
    Object,

    /// <summary>Anything.</summary>
    Dynamic,
}
