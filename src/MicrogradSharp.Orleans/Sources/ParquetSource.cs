using Parquet;
using Parquet.Schema;

namespace MicrogradSharp.Orleans.Sources;

/// <summary>Rows of Parquet files, column after column, a row group at a time.</summary>
internal sealed class ParquetSource : IShardSource
{
    public async ValueTask<ShardRows> LoadAsync(Shard shard, CancellationToken cancellationToken)
    {
        var reader = await ParquetReader.CreateAsync(shard.Path, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var fields = Fields(reader.Schema, shard.Columns);
            var (first, end) = Groups(reader.RowGroupCount, shard);
            long count = 0;
            for (int group = first; group < end; group++)
            {
                using var part = reader.OpenRowGroupReader(group);
                count += part.RowCount;
            }
            double[] rows = new double[checked(count * fields.Length)];
            long row = 0;
            for (int group = first; group < end; group++)
            {
                using var part = reader.OpenRowGroupReader(group);
                for (int column = 0; column < fields.Length; column++)
                {
                    double[] numbers = await ReadAsync(part, fields[column], cancellationToken).ConfigureAwait(false);
                    for (int i = 0; i < numbers.Length; i++) rows[(row + i) * fields.Length + column] = numbers[i];
                }
                row += part.RowCount;
            }
            return new ShardRows(rows, fields.Length);
        }
    }

    private static DataField[] Fields(ParquetSchema schema, IReadOnlyList<string> columns)
    {
        var all = schema.GetDataFields();
        if (columns.Count == 0) return all;
        return
        [
            .. columns.Select(column => Array.Find(all, field => field.Name == column) ?? throw new FormatException(
                $"the file must have a column '{column}', but has {string.Join(", ", all.Select(field => $"'{field.Name}'"))}.")),
        ];
    }

    private static (int First, int End) Groups(int groups, Shard shard)
    {
        if (shard.First >= groups)
        {
            throw new FormatException($"the file must have a row group {shard.First}, counted from 0, but has {groups} row groups.");
        }
        long rest = groups - shard.First;
        if (shard.Count <= rest) return ((int)shard.First, (int)(shard.First + (shard.Count == 0 ? rest : shard.Count)));
        throw new FormatException($"the file must have {shard.Count} row groups from number {shard.First} on, but has {rest}.");
    }

    private static async ValueTask<double[]> ReadAsync(ParquetRowGroupReader part, DataField field, CancellationToken token)
    {
        if (field.IsArray || field.MaxRepetitionLevel > 0)
        {
            throw new FormatException($"column '{field.Name}' must hold one number a row, but holds lists.");
        }
        int count = checked((int)part.RowCount);
        var type = field.ClrType;
        if (type == typeof(double)) return await As<double>().ConfigureAwait(false);
        if (type == typeof(float)) return await As<float>().ConfigureAwait(false);
        if (type == typeof(int)) return await As<int>().ConfigureAwait(false);
        if (type == typeof(long)) return await As<long>().ConfigureAwait(false);
        throw new FormatException($"column '{field.Name}' must hold float, double, int32 or int64, but does not.");

        async ValueTask<double[]> As<T>()
            where T : struct, System.Numerics.INumber<T>
        {
            if (!field.IsNullable)
            {
                var plain = new T[count];
                await part.ReadAsync<T>(field, plain.AsMemory(), cancellationToken: token).ConfigureAwait(false);
                return Array.ConvertAll(plain, double.CreateChecked);
            }
            T?[] values = new T?[count];
            await part.ReadAsync<T>(field, values.AsMemory(), cancellationToken: token).ConfigureAwait(false);
            int missing = Array.FindIndex(values, value => value is null);
            if (missing < 0) return Array.ConvertAll(values, value => double.CreateChecked(value!.Value));
            throw new FormatException($"column '{field.Name}' must have no nulls, but has one in row {missing} of its row group.");
        }
    }
}
