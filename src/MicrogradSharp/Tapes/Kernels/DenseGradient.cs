using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>dw[j, i] += Σᵣ dy[j, r] · x[i, r] and db[j] += Σᵣ dy[j, r]: the backward pass to the parameters of a layer.</summary>
/// <remarks>
/// Sums a tile of weights in registers, with one vector of lanes per weight. The lanes of a vector are added at the end.
/// </remarks>
internal readonly ref struct DenseGradient : IVectorWork
{
    private readonly ref double _dy;
    private readonly ref double _x;
    private readonly ref double _dw;
    private readonly ref double _db;
    private readonly nuint _inputs;
    private readonly nuint _outputs;
    private readonly nuint _lanes;

    public DenseGradient(ref double dy, ref double x, ref double dw, ref double db, nuint inputs, nuint outputs, nuint lanes)
    {
        _dy = ref dy;
        _x = ref x;
        _dw = ref dw;
        _db = ref db;
        _inputs = inputs;
        _outputs = outputs;
        _lanes = lanes;
    }

    /// <summary>Runs with the widest vectors that the processor has.</summary>
    public void Run() => VectorHardware.RunWidest(this);

    public void Run<TVector>()
        where TVector : struct, IVector<TVector>
    {
        nuint step = CacheBlock.Slots(_lanes);
        for (nuint first = 0; first < _inputs; first += step)
        {
            nuint end = Math.Min(first + step, _inputs);
            nuint output = 0;
            if (VectorHardware.HasManyRegisters)
            {
                for (; output + 4 <= _outputs; output += 4) AddRows<TVector, Four>(output, first, end);
            }
            for (; output + 2 <= _outputs; output += 2) AddRows<TVector, Two>(output, first, end);
            for (; output < _outputs; output++) AddRows<TVector, One>(output, first, end);
        }
    }

    private void AddRows<TVector, TRows>(nuint output, nuint first, nuint end)
        where TVector : struct, IVector<TVector>
        where TRows : struct, ICount
    {
        nuint input = first;
        // The biases are summed with the first inputs, because dy is loaded then anyway.
        if (input == 0) input += AddColumns<TVector, TRows, One>(output, input, end);
        while (input < end) input += AddColumns<TVector, TRows, Zero>(output, input, end);
    }

    /// <summary>Processes the next inputs, at most four.</summary>
    /// <returns>Their number.</returns>
    private nuint AddColumns<TVector, TRows, TBiases>(nuint output, nuint input, nuint end)
        where TVector : struct, IVector<TVector>
        where TRows : struct, ICount
        where TBiases : struct, ICount
    {
        switch (end - input)
        {
            case 1:
                AddTile<TVector, TRows, TBiases, Group1<TVector>>(output, input);
                return 1;
            case 2:
                AddTile<TVector, TRows, TBiases, Group2<TVector>>(output, input);
                return 2;
            case 3:
                AddTile<TVector, TRows, TBiases, Group3<TVector>>(output, input);
                return 3;
            default:
                AddTile<TVector, TRows, TBiases, Group4<TVector>>(output, input);
                return 4;
        }
    }

    // Not inlined: in the loops above it would be up to ten times slower, because the sums would leave the registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddTile<TVector, TRows, TBiases, TGroup>(nuint output, nuint input)
        where TVector : struct, IVector<TVector>
        where TRows : struct, ICount
        where TBiases : struct, ICount
        where TGroup : struct, IGroup<TGroup, TVector>
    {
        nuint lanes = _lanes;
        ref double x = ref Unsafe.Add(ref _x, input * lanes);
        ref double dy0 = ref Unsafe.Add(ref _dy, output * lanes);
        ref double dy1 = ref Unsafe.Add(ref dy0, lanes);
        ref double dy2 = ref Unsafe.Add(ref dy1, lanes);
        ref double dy3 = ref Unsafe.Add(ref dy2, lanes);
        TGroup sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        TVector bias0 = default, bias1 = default, bias2 = default, bias3 = default;
        for (nuint lane = 0; lane < lanes; lane += TVector.Count)
        {
            var group = TGroup.Load(ref x, lane, lanes);
            AddRow<TVector, TBiases, TGroup>(ref sum0, ref bias0, TVector.Load(ref dy0, lane), group);
            if (TRows.Value > 1) AddRow<TVector, TBiases, TGroup>(ref sum1, ref bias1, TVector.Load(ref dy1, lane), group);
            if (TRows.Value > 2) AddRow<TVector, TBiases, TGroup>(ref sum2, ref bias2, TVector.Load(ref dy2, lane), group);
            if (TRows.Value > 3) AddRow<TVector, TBiases, TGroup>(ref sum3, ref bias3, TVector.Load(ref dy3, lane), group);
        }
        ref double dw = ref Unsafe.Add(ref _dw, output * _inputs + input);
        sum0.AddSums(ref dw);
        if (TRows.Value > 1) sum1.AddSums(ref Unsafe.Add(ref dw, _inputs));
        if (TRows.Value > 2) sum2.AddSums(ref Unsafe.Add(ref dw, 2 * _inputs));
        if (TRows.Value > 3) sum3.AddSums(ref Unsafe.Add(ref dw, 3 * _inputs));
        if (TBiases.Value == 0) return;
        ref double db = ref Unsafe.Add(ref _db, output);
        if (TRows.Value == 1) new Group1<TVector>(bias0).AddSums(ref db);
        if (TRows.Value == 2) new Group2<TVector>(bias0, bias1).AddSums(ref db);
        if (TRows.Value == 4) new Group4<TVector>(bias0, bias1, bias2, bias3).AddSums(ref db);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TVector, TBiases, TGroup>(ref TGroup sum, ref TVector bias, TVector slope, TGroup group)
        where TVector : struct, IVector<TVector>
        where TBiases : struct, ICount
        where TGroup : struct, IGroup<TGroup, TVector>
    {
        sum = sum.Add(slope, group);
        if (TBiases.Value > 0) bias = TVector.Add(bias, slope);
    }
}
