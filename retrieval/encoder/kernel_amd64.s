#include "textflag.h"

DATA ones<>+0(SB)/4, $0x00010001
GLOBL ones<>(SB), RODATA|NOPTR, $4

// step multiplies four columns of eight rows, 32 bytes, by those of four tokens, 16 bytes, and adds up in Y0 to Y3 by 16 bits.
#define step(g) \
	VMOVDQU      (g*32)(SI), Y8     \
	VPBROADCASTD (g*16+0)(DX), Y9   \
	VPBROADCASTD (g*16+4)(DX), Y10  \
	VPBROADCASTD (g*16+8)(DX), Y11  \
	VPBROADCASTD (g*16+12)(DX), Y12 \
	VPMADDUBSW   Y9, Y8, Y9         \
	VPMADDUBSW   Y10, Y8, Y10       \
	VPMADDUBSW   Y11, Y8, Y11       \
	VPMADDUBSW   Y12, Y8, Y12       \
	VPADDW       Y9, Y0, Y0         \
	VPADDW       Y10, Y1, Y1        \
	VPADDW       Y11, Y2, Y2        \
	VPADDW       Y12, Y3, Y3

// scaled adds a block's sum of one token, as a number, to what the token has.
#define scaled(sum, total, scale) \
	VPMADDWD     Y15, sum, sum \
	VCVTDQ2PS    sum, sum      \
	VBROADCASTSS scale, Y9     \
	VMULPS       Y8, Y9, Y9    \
	VFMADD231PS  Y9, sum, total

// func tileAVX2(dst *float32, stride int, rows *byte, scales, bias *float32, tokens *int8, sizes *float32, offsets *uint32, blocks int)
TEXT ·tileAVX2(SB), NOSPLIT, $0-72
	MOVQ         dst+0(FP), DI
	MOVQ         stride+8(FP), R8
	MOVQ         rows+16(FP), SI
	MOVQ         scales+24(FP), BX
	MOVQ         bias+32(FP), AX
	MOVQ         tokens+40(FP), DX
	MOVQ         sizes+48(FP), R9
	MOVQ         offsets+56(FP), R10
	MOVQ         blocks+64(FP), CX
	VPBROADCASTD ones<>(SB), Y15
	VMOVUPS      (AX), Y4
	VMOVAPS      Y4, Y5
	VMOVAPS      Y4, Y6
	VMOVAPS      Y4, Y7

block:
	VPBROADCASTD 0(R10), Y0
	VPBROADCASTD 4(R10), Y1
	VPBROADCASTD 8(R10), Y2
	VPBROADCASTD 12(R10), Y3
	step(0)
	step(1)
	step(2)
	step(3)
	step(4)
	step(5)
	step(6)
	step(7)
	VMOVUPS      (BX), Y8
	scaled(Y0, Y4, 0(R9))
	scaled(Y1, Y5, 4(R9))
	scaled(Y2, Y6, 8(R9))
	scaled(Y3, Y7, 12(R9))
	ADDQ         $256, SI
	ADDQ         $128, DX
	ADDQ         $32, BX
	ADDQ         $16, R9
	ADDQ         $16, R10
	DECQ         CX
	JNZ          block

	SHLQ    $2, R8
	VMOVUPS Y4, (DI)
	ADDQ    R8, DI
	VMOVUPS Y5, (DI)
	ADDQ    R8, DI
	VMOVUPS Y6, (DI)
	ADDQ    R8, DI
	VMOVUPS Y7, (DI)
	VZEROUPPER
	RET

// func pairAVX2(dst *float32, dstStride int, x *float32, xStride int, y *float32, yStride, n int)
TEXT ·pairAVX2(SB), NOSPLIT, $0-56
	MOVQ   dst+0(FP), DI
	MOVQ   dstStride+8(FP), R8
	MOVQ   x+16(FP), SI
	MOVQ   xStride+24(FP), R9
	MOVQ   y+32(FP), DX
	MOVQ   yStride+40(FP), R10
	MOVQ   n+48(FP), CX
	SHLQ   $2, R8
	SHLQ   $2, R9
	SHLQ   $2, R10
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7

next:
	VBROADCASTSS (SI), Y8
	VBROADCASTSS (SI)(R9*1), Y9
	VMOVUPS      0(DX), Y10
	VMOVUPS      32(DX), Y11
	VMOVUPS      64(DX), Y12
	VMOVUPS      96(DX), Y13
	VFMADD231PS  Y10, Y8, Y0
	VFMADD231PS  Y11, Y8, Y1
	VFMADD231PS  Y12, Y8, Y2
	VFMADD231PS  Y13, Y8, Y3
	VFMADD231PS  Y10, Y9, Y4
	VFMADD231PS  Y11, Y9, Y5
	VFMADD231PS  Y12, Y9, Y6
	VFMADD231PS  Y13, Y9, Y7
	ADDQ         $4, SI
	ADDQ         R10, DX
	DECQ         CX
	JNZ          next

	VMOVUPS Y0, 0(DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ    R8, DI
	VMOVUPS Y4, 0(DI)
	VMOVUPS Y5, 32(DI)
	VMOVUPS Y6, 64(DI)
	VMOVUPS Y7, 96(DI)
	VZEROUPPER
	RET

// The numbers of exp: 1/ln 2, what rounds, ln 2, 1/120, 1/24, 1/6, 1/2, 1, and the least exponent.
DATA exp<>+0(SB)/4, $1.4426950408889634
DATA exp<>+4(SB)/4, $12582912.0
DATA exp<>+8(SB)/4, $0.6931471805599453
DATA exp<>+12(SB)/4, $0.008333333333333333
DATA exp<>+16(SB)/4, $0.041666666666666664
DATA exp<>+20(SB)/4, $0.16666666666666666
DATA exp<>+24(SB)/4, $0.5
DATA exp<>+28(SB)/4, $1.0
DATA exp<>+32(SB)/4, $-80.0
GLOBL exp<>(SB), RODATA|NOPTR, $36

// folded leaves in X0 what op makes of all numbers of Y0.
#define folded(op) \
	VEXTRACTF128 $1, Y0, X2         \
	op           X2, X0, X0         \
	VSHUFPS      $0x4e, X0, X0, X2  \
	op           X2, X0, X0         \
	VSHUFPS      $0xb1, X0, X0, X2  \
	op           X2, X0, X0

// func sharesAVX2(x *float32, n int, by float32) float32
TEXT ·sharesAVX2(SB), NOSPLIT, $0-28
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), CX
	VBROADCASTSS by+16(FP), Y6
	VBROADCASTSS exp<>+32(SB), Y7
	VBROADCASTSS exp<>+0(SB), Y8
	VBROADCASTSS exp<>+4(SB), Y9
	VBROADCASTSS exp<>+8(SB), Y10
	VBROADCASTSS exp<>+12(SB), Y11
	VBROADCASTSS exp<>+16(SB), Y12
	VBROADCASTSS exp<>+20(SB), Y13
	VBROADCASTSS exp<>+24(SB), Y14
	VBROADCASTSS exp<>+28(SB), Y15
	MOVQ         SI, DX
	MOVQ         CX, AX
	VMOVUPS      (SI), Y0

larger:
	VMAXPS (DX), Y0, Y0
	ADDQ   $32, DX
	SUBQ   $8, AX
	JNZ    larger
	folded(VMAXPS)
	VBROADCASTSS X0, Y1
	VXORPS       Y0, Y0, Y0

power:
	VMOVUPS      (SI), Y2
	VSUBPS       Y1, Y2, Y2
	VMULPS       Y6, Y2, Y2
	VMAXPS       Y7, Y2, Y2
	VMOVAPS      Y9, Y3
	VFMADD231PS  Y8, Y2, Y3
	VSUBPS       Y9, Y3, Y4
	VFNMADD231PS Y10, Y4, Y2
	VMOVAPS      Y11, Y5
	VFMADD213PS  Y12, Y2, Y5
	VFMADD213PS  Y13, Y2, Y5
	VFMADD213PS  Y14, Y2, Y5
	VFMADD213PS  Y15, Y2, Y5
	VFMADD213PS  Y15, Y2, Y5
	VPSLLD       $23, Y3, Y3
	VPADDD       Y3, Y5, Y5
	VMOVUPS      Y5, (SI)
	VADDPS       Y5, Y0, Y0
	ADDQ         $32, SI
	SUBQ         $8, CX
	JNZ          power
	folded(VADDPS)
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET
