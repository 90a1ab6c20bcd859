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

    /// <summary>Runs with the widest vectors that fit.</summary>
    public void Run() => VectorHardware.RunWidest(this, _lanes);

    public void Run<TVector>()
        where TVector : struct, IVector<TVector>
    {
        AddBiases<TVector>();
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
        where TRows : struct
    {
        nuint input = first;
        for (; input + 4 <= end; input += 4) AddTile<TVector, TRows, Group4<TVector>>(output, input);
        switch (end - input)
        {
            case 1:
                AddTile<TVector, TRows, Group1<TVector>>(output, input);
                break;
            case 2:
                AddTile<TVector, TRows, Group2<TVector>>(output, input);
                break;
            case 3:
                AddTile<TVector, TRows, Group3<TVector>>(output, input);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // optimised from the first call, as AddTile
    private void AddBiases<TVector>()
        where TVector : struct, IVector<TVector>
    {
        for (nuint output = 0; output < _outputs; output++)
        {
            ref double dy = ref Unsafe.Add(ref _dy, output * _lanes);
            TVector sum = default;
            for (nuint lane = 0; lane < _lanes; lane += TVector.Count) sum = TVector.Add(sum, TVector.Load(ref dy, lane));
            Unsafe.Add(ref _db, output) += sum.Sum();
        }
    }

    // Not inlined: in the loops above it would be up to ten times slower, because the sums would leave the registers. Optimised from the
    // first call: otherwise the first passes would run to their end in unoptimised code. The tests of TRows compare types, because the
    // compiler then skips the other rows before it reads their code.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void AddTile<TVector, TRows, TGroup>(nuint output, nuint input)
        where TVector : struct, IVector<TVector>
        where TRows : struct
        where TGroup : struct, IGroup<TGroup, TVector>
    {
        nuint lanes = _lanes;
        ref double x = ref Unsafe.Add(ref _x, input * lanes);
        ref double dy0 = ref Unsafe.Add(ref _dy, output * lanes);
        ref double dy1 = ref Unsafe.Add(ref dy0, lanes);
        ref double dy2 = ref Unsafe.Add(ref dy1, lanes);
        ref double dy3 = ref Unsafe.Add(ref dy2, lanes);
        TGroup sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (nuint lane = 0; lane < lanes; lane += TVector.Count)
        {
            var group = TGroup.Load(ref x, lane, lanes);
            sum0 = sum0.Add(TVector.Load(ref dy0, lane), group);
            if (typeof(TRows) != typeof(One)) sum1 = sum1.Add(TVector.Load(ref dy1, lane), group);
            if (typeof(TRows) == typeof(Four)) sum2 = sum2.Add(TVector.Load(ref dy2, lane), group);
            if (typeof(TRows) == typeof(Four)) sum3 = sum3.Add(TVector.Load(ref dy3, lane), group);
        }
        ref double dw = ref Unsafe.Add(ref _dw, output * _inputs + input);
        sum0.AddSums(ref dw);
        if (typeof(TRows) != typeof(One)) sum1.AddSums(ref Unsafe.Add(ref dw, _inputs));
        if (typeof(TRows) == typeof(Four)) sum2.AddSums(ref Unsafe.Add(ref dw, 2 * _inputs));
        if (typeof(TRows) == typeof(Four)) sum3.AddSums(ref Unsafe.Add(ref dw, 3 * _inputs));
    }
}
