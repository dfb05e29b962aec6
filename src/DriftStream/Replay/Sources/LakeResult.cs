using System.Text;

namespace DriftStream.Replay.Sources;

/// <summary>An answer of CloudTrail Lake: a table whose column <c>eventJson</c> holds whole records. Read as a log file with these records.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-download-cloudtrail-lake-query-results.html</remarks>
internal sealed class LakeResult : ArchiveObject
{
    private const string Column = "eventJson";
    private readonly ArchiveObject _table;

    private LakeResult(ArchiveObject table)
        : base(table.Name, table.Key) => _table = table;

    /// <inheritdoc/>
    public override string? ETag => _table.ETag;

    /// <inheritdoc/>
    public override long? Size => _table.Size;

    /// <inheritdoc/>
    public override bool IsFar => _table.IsFar;

    /// <summary>The object itself, or what its table holds where its name says that it is one.</summary>
    public static ArchiveObject Unwrapped(ArchiveObject found) => LogNames.IsLakeResult(found.Key[(found.Key.LastIndexOf('/') + 1)..]) ? new LakeResult(found) : found;

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellation)
    {
        var content = await FileContent.ReadAsync(_table, new(), cancellation);
        return content.Problem is null ? Records(content.Bytes.Span) : throw new ArchiveUnreadableException(content.Problem);
    }

    private static MemoryStream Records(ReadOnlySpan<byte> table)
    {
        var rows = new CsvRows(table);
        var header = rows.Next();
        var column = header?.FindIndex(cell => Encoding.UTF8.GetString(cell).Equals(Column, StringComparison.OrdinalIgnoreCase)) ?? -1;
        if (column < 0)
        {
            throw new ArchiveUnreadableException($"it is a table without the column {Column}, so it holds no records. Ask CloudTrail Lake for SELECT {Column} FROM …");
        }

        var records = new MemoryStream();
        var separator = """{"Records":["""u8;
        while (rows.Next() is { } row)
        {
            records.Write(separator);
            records.Write(row.Count > column ? row[column] : throw new ArchiveUnreadableException("one of its rows lacks columns: it is damaged or truncated"));
            separator = ","u8;
        }

        records.Write(records.Length == 0 ? """{"Records":[]}"""u8 : "]}"u8);
        records.Position = 0;
        return rows.IsCut ? throw new ArchiveUnreadableException("it is truncated: its last row has no end") : records;
    }
}
