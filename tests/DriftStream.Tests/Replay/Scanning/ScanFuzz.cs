using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Replay.Scanning;

namespace DriftStream.Tests.Replay.Scanning;

/// <summary>Compares scans of misleading files with what is in them: every file with several windows, with states and without.</summary>
internal static class ScanFuzz
{
    private static readonly int[] Windows = [64, 100, 777, 4096, ArchiveScanner.UsualWindow];

    /// <summary>Makes at least so many comparisons.</summary>
    public static void Run(int comparisons, int firstSeed = 1)
    {
        var catalog = EventCatalog.Load();
        RecordFilter[] filters = [RecordFilter.For(catalog, StateIndex.Build(catalog, [States()]), new()), RecordFilter.For(catalog, StateIndex.Empty, new())];
        var judge = new Judge(catalog, new());
        for (var (seed, done) = (firstSeed, 0); done < comparisons; seed++)
        {
            var file = FuzzFile.Of(seed);
            foreach (var filter in filters)
            {
                foreach (var window in Windows)
                {
                    Compare(seed, file, filter, judge, window);
                    done++;
                }
            }
        }
    }

    private static void Compare(int seed, FuzzFile file, RecordFilter filter, Judge judge, int window)
    {
        try
        {
            ReferenceScan.Compare(file, filter, judge, window);
        }
        catch (Exception different)
        {
            throw new InvalidOperationException($"The file of seed {seed} with a window of {window} and {filter.States.Count} resources: {different.Message}", different);
        }
    }

    private static TerraformState States() => StateReader.Read(
        """
        {"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"l","resources":[
          {"mode":"managed","type":"aws_s3_bucket","name":"b","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"held-bucket","bucket":"held-bucket","arn":"arn:aws:s3:::held-bucket","tags":{}}}]},
          {"mode":"managed","type":"aws_instance","name":"i","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"i-0held","arn":"arn:aws:ec2:us-east-1:111122223333:instance/i-0held","tags":{}}}]},
          {"mode":"managed","type":"aws_iam_role","name":"r","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"held-role","name":"held-role","arn":"arn:aws:iam::111122223333:role/held-role"}}]},
          {"mode":"managed","type":"aws_kms_alias","name":"a","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"alias/held","name":"alias/held","target_key_id":"k-1"}}]}]}
        """u8.ToArray(),
        new("held", "held.tfstate"));
}
