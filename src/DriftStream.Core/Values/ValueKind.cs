namespace DriftStream.Core.Values;

/// <summary>The kinds of value that an event or a state can hold.</summary>
public enum ValueKind
{
    /// <summary>JSON null, or nothing there.</summary>
    Null,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>A number, kept as it was written.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>An ordered list; whether it is a set is the attribute's business.</summary>
    List,

    /// <summary>Named members in the order they were written.</summary>
    Map,

    /// <summary>There is a value, but AWS or Terraform hides it. It equals nothing, not even another hidden one.</summary>
    Hidden,
}
