using System.Reflection;

namespace DriftStream.Ledger;

/// <summary>One value of each row of a kind: a text, a whole number, or bytes. Exactly one of the three reads it.</summary>
/// <param name="Name">The property.</param>
/// <param name="Text">Reads a text.</param>
/// <param name="Number">Reads a whole number.</param>
/// <param name="Bytes">Reads bytes.</param>
internal sealed record RowColumn(string Name, Func<object, string?>? Text, Func<object, long?>? Number, Func<object, byte[]?>? Bytes)
{
    /// <summary>The type of the values in SQL.</summary>
    public string SqlType => Text is not null ? "text" : Number is not null ? "bigint" : "bytea";

    /// <summary>A property as a column; read without reflection from then on.</summary>
    public static RowColumn Of<T>(string name)
    {
        var read = typeof(T).GetProperty(name)?.GetMethod ?? throw new ArgumentException($"{typeof(T).Name} has no {name}, which its statement names.", nameof(name));
        return read.ReturnType == typeof(string) ? new(name, Reader<T, string?>(read), null, null)
            : read.ReturnType == typeof(byte[]) ? new(name, null, null, Reader<T, byte[]?>(read))
            : read.ReturnType == typeof(long?) ? new(name, null, Reader<T, long?>(read), null)
            : new(name, null, NumberReader<T>(read), null);
    }

    private static Func<object, TValue> Reader<T, TValue>(MethodInfo read)
    {
        var typed = read.CreateDelegate<Func<T, TValue>>();
        return row => typed((T)row);
    }

    private static Func<object, long?> NumberReader<T>(MethodInfo read)
    {
        var typed = read.CreateDelegate<Func<T, long>>();
        return row => typed((T)row);
    }
}
